package io.observabilityfactory.model.trace;

import java.nio.ByteBuffer;

/** A W3C span id: 8 bytes, not all zero. */
public record SpanId(long value) implements Comparable<SpanId> {

    public static final int BYTES = 8;

    public SpanId {
        if (value == 0) {
            throw new IllegalArgumentException("span id is all zero");
        }
    }

    /** @throws IllegalArgumentException unless {@code bytes} are 8, not all zero */
    public static SpanId of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("span id has " + bytes.length + " bytes instead of " + BYTES);
        }
        return new SpanId(ByteBuffer.wrap(bytes).getLong());
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(value).array();
    }

    /** Orders as the bytes do, which is also how Postgres orders {@code bytea}. */
    @Override
    public int compareTo(SpanId other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** 16 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return Hex.of(value);
    }
}
