package io.observabilityfactory.database.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.observabilityfactory.database.embedded.PasswordFile;
import io.observabilityfactory.database.embedded.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationsTest {

    @TempDir
    static Path folder;

    static PostgresServer server;

    @BeforeAll
    static void startAndMigrate() {
        server = PostgresServer.start(folder.resolve("data"), 0, PasswordFile.random());
        Migrations.of(server.database("postgres")).migrate();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void migrate_appliesNothingTheSecondTime() {
        assertThat(Migrations.of(server.database("postgres")).migrate()).isZero();
    }

    @Test
    void migrateCommand_reportsWhatIsMissing() {
        assertThat(MigrateCommand.run(Map.of())).isEqualTo(2);
        assertThat(MigrateCommand.run(Map.of("DATABASE_JDBC_URL", "jdbc:postgresql://localhost:1/none")))
                .isEqualTo(1);
        assertThat(MigrateCommand.run(Map.of(
                        "DATABASE_JDBC_URL",
                        "jdbc:postgresql://localhost:" + server.port() + "/postgres",
                        "DATABASE_PASSWORD",
                        server.password())))
                .isZero();
    }

    @Test
    void server_confirmsACommitOnlyWhenItIsOnDisk() throws SQLException {
        assertThat(query("show fsync")).containsExactly("on");
        assertThat(query("show synchronous_commit")).containsExactly("on");
    }

    @Test
    void ensureDayPartition_makesOnePartitionPerUtcDay() throws SQLException {
        query("set time zone 'Asia/Tokyo'; select ensure_day_partition('span_cost', '2026-03-01')");
        query("select ensure_day_partition('span_cost', '2026-03-01')");

        assertThat(query("""
                        set time zone 'UTC';
                        select pg_get_expr(relpartbound, oid) from pg_class where relname = 'span_cost_20260301'"""))
                .containsExactly("FOR VALUES FROM ('2026-03-01 00:00:00+00') TO ('2026-03-02 00:00:00+00')");
        assertThat(
                        query(
                                "select count(*) from pg_index where indrelid = 'span_cost_20260301'::regclass and indisprimary"))
                .containsExactly("1");
    }

    @Test
    void rollups_countEachMinuteOfARangeOnceWhateverTheEdges() throws SQLException {
        // A call in every minute of five hours, in all rollups.
        String insert = """
                insert into %s
                select 1, bucket, '', 'llm', '', '', '', '', count(*), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '{1}'
                from generate_series(timestamptz '2026-03-01 00:00Z', '2026-03-01 04:59Z', '1 minute') minute,
                     date_bin('1 %s', minute, 'epoch') bucket
                group by bucket""";
        query(insert.formatted("usage_minute", "minute") + ";" + insert.formatted("usage_hour", "hour"));
        query("""
                insert into usage_quarter_hour
                select 1, date_bin('15 minutes', bucket_start, 'epoch') as quarter, sum(calls), 0, 0, 0
                from usage_minute group by quarter""");

        for (String range : List.of(
                "00:00 05:00 300",
                "00:17 04:59 282",
                "00:15 00:45 30",
                "00:14 00:46 32",
                "00:16 00:29 13",
                "00:29 00:31 2",
                "01:00 03:00 120",
                "01:10 01:20 10",
                "01:50 02:10 20",
                "01:30 03:00 90",
                "01:00 02:30 90",
                "02:00 02:00 0",
                "01:10 02:00 50")) {
            String[] part = range.split(" ");
            for (String rollups : List.of("usage_between", "usage_within", "spent_within")) {
                assertThat(query("select coalesce(sum(calls), 0) from %s(1, '2026-03-01 %sZ', '2026-03-01 %sZ')"
                                .formatted(rollups, part[0], part[1])))
                        .as(rollups + " " + range)
                        .containsExactly(part[2]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                 | {}             | {}
                    {}                 | [7:8]={1,2}    | [7:8]={1,2}
                    [7:8]={1,2}        | {}             | [7:8]={1,2}
                    {1,2}              | {0,-2,5}       | {1,0,5}
                    [7:8]={1,2}        | [8:8]={3}      | [7:8]={1,5}
                    [7:8]={1,2}        | [5:7]={1,0,-1} | [5:8]={1,0,0,2}
                    [7:8]={1,2}        | [11:12]={4,1}  | [7:12]={1,2,0,0,4,1}
                    [7:8]={1,2}        | [3:4]={4,1}    | [3:8]={4,1,0,0,1,2}
                    [7:8]={1,2}        | {0,0,1}        | {0,0,1,0,0,0,1,2}
                    """)
    void histograms_addUpByBucket(String one, String other, String sum) throws SQLException {
        assertThat(query("select histogram_add('%s', '%s')".formatted(one, other)))
                .containsExactly(sum);
        assertThat(query("select histogram_sum(h) from (values ('%s'::int[]), ('%s')) v (h)".formatted(one, other)))
                .containsExactly(sum);
    }

    @Test
    void ledger_refusesABatchWhoseCountsDoNotAddUp() {
        assertThatThrownBy(() -> query("""
                        insert into ingest_batch (project_id, received, stored, duplicates, rejected)
                        values (1, 10, 8, 1, 0)""")).hasMessageContaining("nothing_vanishes");
    }

    private static List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = server.database("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            boolean hasResult = statement.execute(sql);
            while (hasResult || statement.getUpdateCount() != -1) {
                if (hasResult) {
                    ResultSet result = statement.getResultSet();
                    while (result.next()) {
                        values.add(result.getString(1));
                    }
                }
                hasResult = statement.getMoreResults();
            }
        }
        return values;
    }
}
