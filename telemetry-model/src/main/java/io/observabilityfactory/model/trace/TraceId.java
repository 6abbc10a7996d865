package io.observabilityfactory.model.trace;

import java.nio.ByteBuffer;

/** A W3C trace id: 16 bytes, not all zero. */
public record TraceId(long high, long low) implements Comparable<TraceId> {

    public static final int BYTES = 16;

    public TraceId {
        if (high == 0 && low == 0) {
            throw new IllegalArgumentException("trace id is all zero");
        }
    }

    /** @throws IllegalArgumentException unless {@code bytes} are 16, not all zero */
    public static TraceId of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("trace id has " + bytes.length + " bytes instead of " + BYTES);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new TraceId(buffer.getLong(), buffer.getLong());
    }

    /** @throws IllegalArgumentException unless {@code hex} is 32 hexadecimal digits, not all zero */
    public static TraceId parse(String hex) {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("trace id is not 32 hexadecimal digits");
        }
        return new TraceId(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }

    /** Whether {@code text} has the shape of a trace id: a caller's own run id usually has not. */
    public static boolean isHex(String text) {
        return text.length() == 2 * BYTES && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    /** Orders as the bytes do, which is also how Postgres orders {@code bytea}. */
    @Override
    public int compareTo(TraceId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** 32 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return Hex.of(high) + Hex.of(low);
    }
}
