package io.observabilityfactory.ingest.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class RetentionTest {

    /** Far from the days that other tests write to. */
    private static final LocalDate TODAY = LocalDate.of(2024, 6, 30);

    TestDatabase database;

    @Inject
    Retention retention;

    @BeforeEach
    void twoProjects() {
        database.execute("insert into project (name, retention_days) values ('short', 3), ('long', 30)"
                + " on conflict (name) do nothing");
        database.execute("update project set retention_days = 30 where name = 'default'");
    }

    @Test
    void partitions_areMadeAheadForEveryTable() {
        retention.run(TODAY);

        for (String table : List.of("span", "span_cost", "log_record", "metric_point")) {
            assertThat(partitions(table)).contains(table + "_20240630", table + "_20240701", table + "_20240702");
        }
    }

    @Test
    void partition_thatNoProjectWants_isDropped() {
        log("long", "2024-05-30");
        log("long", "2024-05-31");

        retention.run(TODAY);

        assertThat(partitions("log_record"))
                .doesNotContain("log_record_20240530")
                .contains("log_record_20240531");
        assertThat(logs("long")).containsExactly("2024-05-31");
    }

    @Test
    void recordsOfAProjectThatKeepsLess_areDeletedAndThoseOfOthersAreNot() {
        log("short", "2024-06-26");
        log("short", "2024-06-27");
        log("long", "2024-06-26");

        retention.run(TODAY);

        assertThat(logs("short")).containsExactly("2024-06-27");
        assertThat(logs("long")).contains("2024-06-26");
    }

    @Test
    void partitionThatAnInterruptedDropLeftBehind_isDroppedNextTime() {
        log("long", "2024-05-01");
        database.execute("alter table log_record detach partition log_record_20240501");

        retention.run(TODAY);

        assertThat(database.query("select relname from pg_class where relname = 'log_record_20240501'"))
                .isEmpty();
    }

    @Test
    void oldBatches_becomeSumsThatTheLedgerGoesOnTelling() {
        database.execute("delete from ingest_batch");
        batch("2024-05-01 10:10Z", "2024-05-01", 10);
        batch("2024-05-01 10:50Z", "2024-05-01", 5);
        batch("2024-05-01 11:00Z", null, 3);
        batch("2024-06-29 10:00Z", "2024-06-29", 1);
        List<String> before = ledgerOfLong();

        retention.run(TODAY);
        batch("2024-05-01 10:20Z", "2024-05-01", 7);
        retention.run(TODAY);

        assertThat(before).containsExactly("2024-05-01 10 15", "2024-05-01 11 3", "2024-06-29 10 1");
        assertThat(ledgerOfLong()).containsExactly("2024-05-01 10 22", "2024-05-01 11 3", "2024-06-29 10 1");
        assertThat(database.query("select received from ingest_batch order by received"))
                .as("what is recent, and what is not settled yet")
                .containsExactly("1", "3");
    }

    private void batch(String committedAt, String settledAt, int received) {
        database.execute("""
                insert into ingest_batch (project_id, committed_at, received, stored, duplicates, rejected, settled_at)
                select project_id, '%1$s', %2$d, %2$d - 1, 1, 0, %3$s from project where name = 'long'""".formatted(committedAt, received, settledAt == null ? "null" : "'" + settledAt + "'"));
    }

    private List<String> ledgerOfLong() {
        return database.query("select to_char(hour at time zone 'UTC', 'YYYY-MM-DD HH24') || ' ' || received"
                + " from ledger join project using (project_id) where name = 'long' order by 1");
    }

    private void log(String project, String day) {
        database.execute("select ensure_day_partition('log_record', '" + day + "')");
        database.execute("""
                insert into log_record (project_id, time, record_hash, batch_id, severity_number, resource_hash,
                                        attributes, cut)
                select project_id, timestamptz '%s 12:00Z', decode(md5(random()::text), 'hex'), 0, 9, '\\x00', '{}', false
                from project where name = '%s'""".formatted(day, project));
    }

    private List<String> partitions(String table) {
        return database.query("select name from day_partitions('" + table + "') where attached");
    }

    private List<String> logs(String project) {
        return database.query("select distinct time::date::text from log_record join project using (project_id)"
                + " where name = '" + project + "' order by 1");
    }
}
