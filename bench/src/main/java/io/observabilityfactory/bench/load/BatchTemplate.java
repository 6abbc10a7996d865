package io.observabilityfactory.bench.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An encoded export that becomes a new one by writing new ids and times into its bytes. Belongs to one sender: {@link #next}
 * returns the same array each time.
 */
final class BatchTemplate {

    private static final VarHandle ID = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle FIXED64 =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] export;
    private final List<SpanSlot> slots;
    private final SplittableRandom ids;
    private final long[] spanIds;
    private final long[] traceIds;

    private BatchTemplate(byte[] export, SplittableRandom ids) {
        this.export = export;
        this.slots = SpanSlot.in(export);
        this.ids = ids;
        this.spanIds = new long[slots.size()];
        this.traceIds = new long[2 * (slots.get(slots.size() - 1).trace() + 1)];
    }

    /**
     * @param seed of what the spans tell; equal seeds tell the same
     * @param ids never two alike for what goes into one database
     */
    static BatchTemplate of(long seed, int spans, SplittableRandom ids) {
        return new BatchTemplate(AgentTraces.export(seed, spans).toByteArray(), ids);
    }

    int spans() {
        return slots.size();
    }

    /** The export of new runs, the longest of which ends at {@code nowNanos} since 1970. */
    byte[] next(long nowNanos) {
        fill(traceIds);
        fill(spanIds);
        long began = nowNanos - slots.get(0).end();
        for (int i = 0; i < spanIds.length; i++) {
            SpanSlot slot = slots.get(i);
            ID.set(export, slot.traceIdAt(), traceIds[2 * slot.trace()]);
            ID.set(export, slot.traceIdAt() + Long.BYTES, traceIds[2 * slot.trace() + 1]);
            ID.set(export, slot.spanIdAt(), spanIds[i]);
            if (slot.parentIdAt() >= 0) {
                ID.set(export, slot.parentIdAt(), spanIds[slot.parent()]);
            }
            FIXED64.set(export, slot.startAt(), began + slot.start());
            FIXED64.set(export, slot.endAt(), began + slot.end());
        }
        return export;
    }

    /** An id of all zeros is no id. */
    private void fill(long[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = ids.nextLong() | 1;
        }
    }
}
