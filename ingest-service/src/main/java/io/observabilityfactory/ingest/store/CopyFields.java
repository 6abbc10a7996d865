package io.observabilityfactory.ingest.store;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.postgresql.util.ByteConverter;

/**
 * Writes rows in the binary format of <a href="https://www.postgresql.org/docs/current/sql-copy.html">{@code COPY}</a>: each
 * field has its length before it, in the form in which its type travels.
 */
final class CopyFields {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int BUFFER = 64 * 1024;
    private static final int JSON_VERSION = 1;

    /** 1 January 2000, from which Postgres counts. */
    private static final long EPOCH_SECONDS = 946_684_800;

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    /** No digits, a weight and a scale of zero, and a sign that says which of them it is. */
    private static final Map<String, byte[]> NOT_FINITE = Map.of(
            "NaN", new byte[] {0, 0, 0, 0, (byte) 0xC0, 0, 0, 0},
            "Infinity", new byte[] {0, 0, 0, 0, (byte) 0xD0, 0, 0, 0},
            "-Infinity", new byte[] {0, 0, 0, 0, (byte) 0xF0, 0, 0, 0});

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    /** Begins with the format's header. */
    CopyFields(OutputStream out) {
        this.out = out;
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    void row(int fields) throws IOException {
        room(Short.BYTES).putShort((short) fields);
    }

    void none() throws IOException {
        room(Integer.BYTES).putInt(-1);
    }

    void text(String value) throws IOException {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void json(String value) throws IOException {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + Byte.BYTES).putInt(Byte.BYTES + text.length).put((byte) JSON_VERSION);
        put(text);
    }

    /** @param value a decimal number, {@code NaN} or an infinity */
    void numeric(String value) throws IOException {
        byte[] special = NOT_FINITE.get(value);
        bytes(special == null ? ByteConverter.numeric(new BigDecimal(value)) : special);
    }

    void integer(int value) throws IOException {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    }

    void bigint(long value) throws IOException {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    void smallint(short value) throws IOException {
        room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort(value);
    }

    void truth(boolean value) throws IOException {
        room(Integer.BYTES + Byte.BYTES).putInt(Byte.BYTES).put((byte) (value ? 1 : 0));
    }

    /** What is finer than a microsecond is left out. */
    void timestamp(Instant value) throws IOException {
        bigint((value.getEpochSecond() - EPOCH_SECONDS) * MICROS_PER_SECOND + value.getNano() / NANOS_PER_MICRO);
    }

    void bytes(byte[] value) throws IOException {
        room(Integer.BYTES).putInt(value.length);
        put(value);
    }

    /** Ends the rows, and passes on what is left of them. */
    void end() throws IOException {
        room(Short.BYTES).putShort((short) -1);
        pass();
    }

    private void put(byte[] bytes) throws IOException {
        if (bytes.length > BUFFER) {
            pass();
            out.write(bytes);
        } else {
            room(bytes.length).put(bytes);
        }
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            pass();
        }
        return buffer;
    }

    private void pass() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
