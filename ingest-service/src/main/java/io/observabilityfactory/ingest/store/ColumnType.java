package io.observabilityfactory.ingest.store;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.IntFunction;

/** How a value travels to the database: as an element of an array, and as a field of a binary {@code COPY}. */
enum ColumnType {
    TEXT("text[]", "", String[]::new) {
        @Override
        void write(Object value, CopyFields fields) throws IOException {
            fields.text((String) value);
        }
    },
    JSON("text[]", "::jsonb", String[]::new) {
        @Override
        void write(Object value, CopyFields fields) throws IOException {
            fields.json((String) value);
        }
    },
    /** As Postgres reads it from text, exact whatever its size. */
    NUMERIC("text[]", "::numeric", String[]::new) {
        @Override
        void write(Object value, CopyFields fields) throws IOException {
            fields.numeric((String) value);
        }
    },
    BIGINT("bigint[]", "", Long[]::new) {
        @Override
        void write(Object value, CopyFields fields) throws IOException {
            fields.bigint((Long) value);
        }
    },
    SMALLINT("smallint[]", "", Short[]::new) {
        @Override
        void write(Object value, CopyFields fields) throws IOException {
            fields.smallint((Short) value);
        }
    },
    BOOLEAN("boolean[]", "", Boolean[]::new) {
        @Override
        void write(Object value, CopyFields fields) throws IOException {
            fields.truth((Boolean) value);
        }
    },
    TIMESTAMP("timestamptz[]", "", OffsetDateTime[]::new) {
        @Override
        Object element(Object value) {
            return ((Instant) value).atOffset(ZoneOffset.UTC);
        }

        @Override
        void write(Object value, CopyFields fields) throws IOException {
            fields.timestamp((Instant) value);
        }
    },
    BYTES("bytea[]", "", Buffer[]::new) {
        @Override
        Object element(Object value) {
            return Buffer.buffer((byte[]) value);
        }

        @Override
        void write(Object value, CopyFields fields) throws IOException {
            fields.bytes((byte[]) value);
        }
    };

    private final String arrayType;
    private final String cast;
    private final IntFunction<Object[]> array;

    ColumnType(String arrayType, String cast, IntFunction<Object[]> array) {
        this.arrayType = arrayType;
        this.cast = cast;
        this.array = array;
    }

    /** The type of the array that values are sent as. */
    String arrayType() {
        return arrayType;
    }

    /** What the column needs beyond the array's element type. */
    String cast() {
        return cast;
    }

    Object[] array(int length) {
        return array.apply(length);
    }

    /** A value as the database client wants it in an array. */
    Object element(Object value) {
        return value;
    }

    abstract void write(Object value, CopyFields fields) throws IOException;
}
