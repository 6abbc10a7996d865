package io.observabilityfactory.bench.load;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where in an encoded export the ids and times of one span are, with what is there before it is replaced.
 *
 * @param parentIdAt negative when the span has no parent
 * @param trace ordinal of its trace
 * @param parent ordinal of its parent
 * @param start relative to when the batch's runs began
 * @param end relative to when the batch's runs began
 */
record SpanSlot(
        int traceIdAt,
        int spanIdAt,
        int parentIdAt,
        int startAt,
        int endAt,
        int trace,
        int parent,
        long start,
        long end) {

    static List<SpanSlot> in(byte[] export) {
        List<SpanSlot> slots = new ArrayList<>();
        CodedInputStream wire = CodedInputStream.newInstance(export);
        try {
            forEach(
                    wire,
                    ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER,
                    () -> forEach(
                            wire,
                            ResourceSpans.SCOPE_SPANS_FIELD_NUMBER,
                            () -> forEach(wire, ScopeSpans.SPANS_FIELD_NUMBER, () -> slots.add(read(wire, export)))));
        } catch (IOException e) {
            throw new UncheckedIOException("not an encoded export", e);
        }
        return slots;
    }

    private static void forEach(CodedInputStream wire, int field, Inside inside) throws IOException {
        for (int tag = wire.readTag(); tag != 0; tag = wire.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == field) {
                int outer = wire.pushLimit(wire.readRawVarint32());
                inside.read();
                wire.popLimit(outer);
            } else {
                wire.skipField(tag);
            }
        }
    }

    private static SpanSlot read(CodedInputStream wire, byte[] export) throws IOException {
        int[] at = new int[Span.END_TIME_UNIX_NANO_FIELD_NUMBER + 1];
        Arrays.fill(at, -1);
        for (int tag = wire.readTag(); tag != 0; tag = wire.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            if (field < at.length) {
                at[field] = wire.getTotalBytesRead()
                        + (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED ? 1 : 0);
            }
            wire.skipField(tag);
        }
        int traceIdAt = at[Span.TRACE_ID_FIELD_NUMBER];
        int parentIdAt = at[Span.PARENT_SPAN_ID_FIELD_NUMBER];
        int startAt = at[Span.START_TIME_UNIX_NANO_FIELD_NUMBER];
        int endAt = at[Span.END_TIME_UNIX_NANO_FIELD_NUMBER];
        ByteBuffer bytes = ByteBuffer.wrap(export);
        return new SpanSlot(
                traceIdAt,
                at[Span.SPAN_ID_FIELD_NUMBER],
                parentIdAt,
                startAt,
                endAt,
                (int) bytes.getLong(traceIdAt + Long.BYTES),
                parentIdAt < 0 ? -1 : (int) bytes.getLong(parentIdAt),
                Long.reverseBytes(bytes.getLong(startAt)),
                Long.reverseBytes(bytes.getLong(endAt)));
    }

    private interface Inside {
        void read() throws IOException;
    }
}
