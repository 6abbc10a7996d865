package io.observabilityfactory.ingest.store;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column: the type of the array it is sent as, and how its value is found.
 *
 * @param cast what the column needs beyond the array's element type
 */
record Column<R>(
        String name,
        String arrayType,
        String cast,
        Function<? super R, @Nullable Object> value,
        IntFunction<Object[]> array) {

    static <R> Column<R> text(String name, Function<? super R, @Nullable Object> value) {
        return new Column<>(name, "text[]", "", value, String[]::new);
    }

    static <R> Column<R> json(String name, Function<? super R, @Nullable Object> value) {
        return new Column<>(name, "text[]", "::jsonb", value, String[]::new);
    }

    /** A number as Postgres reads it from text, exact whatever its size. */
    static <R> Column<R> numeric(String name, Function<? super R, @Nullable Object> value) {
        return new Column<>(name, "text[]", "::numeric", value, String[]::new);
    }

    static <R> Column<R> number(String name, Function<? super R, @Nullable Object> value) {
        return new Column<>(name, "bigint[]", "", value, Long[]::new);
    }

    static <R> Column<R> truth(String name, Function<? super R, @Nullable Object> value) {
        return new Column<>(name, "boolean[]", "", value, Boolean[]::new);
    }

    static <R> Column<R> time(String name, Function<? super R, @Nullable Instant> value) {
        return new Column<>(name, "timestamptz[]", "", row -> utc(value.apply(row)), OffsetDateTime[]::new);
    }

    static <R> Column<R> bytes(String name, Function<? super R, byte @Nullable []> value) {
        return new Column<>(name, "bytea[]", "", row -> buffer(value.apply(row)), Buffer[]::new);
    }

    /** The values of all records as the array that the database client sends. */
    Object[] values(List<R> records) {
        Object[] values = array.apply(records.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(records.get(i));
        }
        return values;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }
}
