package io.observabilityfactory.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.testkit.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

class CopyFieldsTest {

    private static TestDatabase database;

    private interface Field {
        void write(CopyFields fields) throws IOException;
    }

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-1.50, -1.50",
        "1E+30, 1000000000000000000000000000000",
        "1E-20, 0.00000000000000000001",
        "9999.9999, 9999.9999",
        "10000, 10000",
        "123456789012345678901234567890.000000001, 123456789012345678901234567890.000000001",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity"
    })
    void number_isKeptToTheLastDigit(String value, String expected) {
        assertThat(copied("numeric", fields -> fields.numeric(value))).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void wholeNumber_isKept(long value) {
        assertThat(copied("bigint", fields -> fields.bigint(value))).containsExactly(Long.toString(value));
    }

    @Test
    void smallNumberAndTruth_areKept() {
        assertThat(copied("smallint", fields -> fields.smallint((short) -24))).containsExactly("-24");
        assertThat(copied("integer", fields -> fields.integer(Integer.MIN_VALUE)))
                .containsExactly("-2147483648");
        assertThat(copied("boolean", fields -> fields.truth(true))).containsExactly("true");
        assertThat(copied("boolean", fields -> fields.truth(false))).containsExactly("false");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-28T01:02:03.456789Z, 1795827723.456789",
        "2026-11-28T01:02:03.456789999Z, 1795827723.456789",
        "1999-12-31T23:59:59.999999Z, 946684799.999999",
        "1969-07-20T20:17:40Z, -14182940.000000"
    })
    void moment_isKeptToTheMicrosecond(Instant value, String secondsSince1970) {
        copied("timestamptz", fields -> fields.timestamp(value));

        assertThat(database.query("select extract(epoch from value) from copied"))
                .containsExactly(secondsSince1970);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1_000_000})
    void textOfAnyLength_isKept(int length) {
        String text = "ä𝄞\n".repeat(length / 3) + "x".repeat(length % 3);

        assertThat(copied("text", fields -> fields.text(text))).containsExactly(text);
    }

    @Test
    void jsonBytesAndNothing_areKept() {
        assertThat(copied("jsonb", fields -> fields.json("{\"b\": [1, \"ü\"]}")))
                .containsExactly("{\"b\": [1, \"ü\"]}");
        assertThat(copied("bytea", fields -> fields.bytes(new byte[] {0, 127, -128})))
                .containsExactly("\\x007f80");
        assertThat(copied("text", CopyFields::none)).containsExactly((String) null);
    }

    @Test
    void rowsOfManyBuffers_areKeptInOrder() {
        List<String> copied = copied("text", fields -> {
            for (int i = 0; i < 2_000; i++) {
                if (i > 0) {
                    fields.row(1);
                }
                fields.text(i + "-".repeat(i));
            }
        });

        assertThat(copied).hasSize(2_000);
        for (int i = 0; i < copied.size(); i++) {
            assertThat(copied.get(i)).isEqualTo(i + "-".repeat(i));
        }
    }

    /** What the database has, as text, after a row with one field of a type was copied. */
    private static List<String> copied(String type, Field field) {
        database.execute("drop table if exists copied; create table copied (position serial, value " + type + ")");
        try (Connection connection = database.dataSource().getConnection();
                OutputStream out = new PGCopyOutputStream(
                        connection.unwrap(PGConnection.class), "copy copied (value) from stdin (format binary)")) {
            CopyFields fields = new CopyFields(out);
            fields.row(1);
            field.write(fields);
            fields.end();
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
        return database.query("select value::text from copied order by position");
    }
}
