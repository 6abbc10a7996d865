package io.observabilityfactory.ingest.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A column, and how its value is found. */
record Column<R>(String name, ColumnType type, Function<? super R, @Nullable Object> value) {

    static <R> Column<R> text(String name, Function<? super R, @Nullable Object> value) {
        return new Column<>(name, ColumnType.TEXT, value);
    }

    static <R> Column<R> json(String name, Function<? super R, @Nullable Object> value) {
        return new Column<>(name, ColumnType.JSON, value);
    }

    static <R> Column<R> numeric(String name, Function<? super R, @Nullable Object> value) {
        return new Column<>(name, ColumnType.NUMERIC, value);
    }

    static <R> Column<R> number(String name, Function<? super R, @Nullable Object> value) {
        return new Column<>(name, ColumnType.BIGINT, value);
    }

    static <R> Column<R> smallNumber(String name, Function<? super R, Short> value) {
        return new Column<>(name, ColumnType.SMALLINT, value::apply);
    }

    static <R> Column<R> truth(String name, Function<? super R, @Nullable Object> value) {
        return new Column<>(name, ColumnType.BOOLEAN, value);
    }

    static <R> Column<R> time(String name, Function<? super R, @Nullable Instant> value) {
        return new Column<>(name, ColumnType.TIMESTAMP, value::apply);
    }

    static <R> Column<R> bytes(String name, Function<? super R, byte @Nullable []> value) {
        return new Column<>(name, ColumnType.BYTES, value::apply);
    }

    /** The values of all records as the array that the database client sends. */
    Object[] values(List<R> records) {
        Object[] values = type.array(records.size());
        for (int i = 0; i < values.length; i++) {
            Object found = value.apply(records.get(i));
            values[i] = found == null ? null : type.element(found);
        }
        return values;
    }

    /** Adds the value of a record to what is copied. */
    void write(R row, CopyFields fields) throws IOException {
        Object found = value.apply(row);
        if (found == null) {
            fields.none();
        } else {
            type.write(found, fields);
        }
    }
}
