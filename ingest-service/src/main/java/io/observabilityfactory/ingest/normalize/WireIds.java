package io.observabilityfactory.ingest.normalize;

import com.google.protobuf.ByteString;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.TraceId;
import org.jspecify.annotations.Nullable;

/** Ids as they travel: bytes that may have any length, and are none when they are all zero. */
final class WireIds {

    private WireIds() {}

    static boolean isTraceId(ByteString bytes) {
        return isId(bytes, TraceId.BYTES);
    }

    static boolean isSpanId(ByteString bytes) {
        return isId(bytes, SpanId.BYTES);
    }

    static @Nullable TraceId traceIdOrNull(ByteString bytes) {
        return isTraceId(bytes) ? TraceId.of(bytes.toByteArray()) : null;
    }

    static @Nullable SpanId spanIdOrNull(ByteString bytes) {
        return isSpanId(bytes) ? SpanId.of(bytes.toByteArray()) : null;
    }

    private static boolean isId(ByteString bytes, int length) {
        if (bytes.size() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes.byteAt(i) != 0) {
                return true;
            }
        }
        return false;
    }
}
