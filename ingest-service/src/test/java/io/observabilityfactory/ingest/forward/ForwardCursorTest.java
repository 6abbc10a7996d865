package io.observabilityfactory.ingest.forward;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.testkit.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(ForwardingTest.SmallRequests.class)
class ForwardCursorTest extends ForwardingTest {

    @Inject
    ForwardTargets targets;

    @Test
    void backendThatFailsHalfWay_getsTheRestFromTheCursor() {
        target("halfway", http, "{}");
        store("a", "b", "c", "d", "e", "f", "g");
        http.answerWith(200, 503, 503, 503);

        forwardWhatIsCommitted();

        assertThat(http.names()).hasSize(3);
        assertThat(state("halfway", "failures")).isEqualTo("1");
        assertThat(state("halfway", "last_error")).contains("503");
        assertThat(state("halfway", "next_attempt_at > failing_since")).isEqualTo("t");

        database.execute("update forward_target set next_attempt_at = now() + interval '1 h' where name = 'halfway'");
        forwardWhatIsCommitted();
        assertThat(http.names()).as("before the pause is over").hasSize(3);
        dueNow("halfway");
        await().until(() -> {
            dueNow("halfway");
            forwardWhatIsCommitted();
            return http.names().size() >= 7;
        });

        assertThat(http.names()).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g");
        assertThat(state("halfway", "failing_since is null and failures = 0")).isEqualTo("t");
    }

    @Test
    void answerThatWasLost_makesSpansArriveTwiceRatherThanNever() {
        target("twice", http, "{}");
        String before = state("twice", "cursor_xid::text");
        store("repeated");
        forwardWhatIsCommitted();

        database.execute("update forward_target set cursor_xid = '" + before + "', cursor_batch = 0");
        forwardWhatIsCommitted();

        assertThat(http.names()).containsExactly("repeated", "repeated");
    }

    @Test
    void batchThatCommitsLate_isNotSkipped() throws SQLException {
        target("late", http, "{}");
        try (Connection slow = database.dataSource().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute(insertSpan("overtaken"));
            store("overtaking");

            forwarder.forwardAll();
            assertThat(http.names()).as("while an earlier transaction is open").isEmpty();
            slow.commit();
        }
        forwardWhatIsCommitted();

        assertThat(http.names()).containsExactly("overtaken", "overtaking");
    }

    @Test
    void spansThatAreGone_areCountedAndPassedOver() {
        target("gone", http, "{}");
        store("deleted");
        database.execute("delete from span where name = 'deleted'");
        store("there");

        forwardWhatIsCommitted();

        assertThat(http.names()).containsExactly("there");
        assertThat(state("gone", "spans_skipped")).isEqualTo("1");
    }

    @Test
    void lag_isTheAgeOfTheOldestBatchThatIsNotThereYet() {
        target("behind", http, "{}");
        store("old");
        database.execute("update ingest_batch set committed_at = now() - interval '100 s'"
                + " where batch_id = (select max(batch_id) from ingest_batch)");

        forwarder.measureLag();
        assertThat(lag("behind")).isBetween(100.0, 200.0);
        forwardWhatIsCommitted();
        forwarder.measureLag();

        assertThat(lag("behind")).isZero();
    }

    @Test
    void targetThatIsBeingServed_isNobodyElses() {
        target("one", http, "{}");
        store("a");
        awaitCommitted();

        Target claimed = targets.claim().orElseThrow();

        assertThat(claimed.name()).isEqualTo("one");
        assertThat(targets.claim()).as("another replica's").isEmpty();
    }

    @Test
    void targetOfAReplicaThatDied_isTakenOverAndTheDeadOneHasNoMoreSay() {
        target("left", http, "{}");
        store("a", "b");
        awaitCommitted();
        Target dead = targets.claim().orElseThrow();
        String before = state("left", "cursor_xid || ' ' || cursor_batch");

        dueNow("left");
        Target taken = targets.claim().orElseThrow();

        assertThat(taken.claim()).isGreaterThan(dead.claim());
        assertThat(targets.advance(dead, dead.cursor(), 2, 0, null)).isFalse();
        assertThat(state("left", "cursor_xid || ' ' || cursor_batch")).isEqualTo(before);
        assertThat(state("left", "spans_forwarded")).isEqualTo("0");
    }

    @Test
    void twoReplicas_sendEverythingOnce() {
        target("shared", http, "{}");
        for (int i = 0; i < 20; i++) {
            store("span" + i);
        }
        awaitCommitted();

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(forwarder::forwardAll),
                        CompletableFuture.runAsync(forwarder::forwardAll))
                .join();
        forwarder.forwardAll();

        assertThat(http.names())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "span" + i).toList());
    }

    private static String insertSpan(String name) {
        return """
                with batch as (
                    insert into ingest_batch (project_id, received, stored, duplicates, rejected, first_span_time, last_span_time)
                    select project_id, 1, 1, 0, 0, now(), now() from project where name = 'default'
                    returning project_id, batch_id
                )
                insert into span (project_id, trace_id, span_id, start_time, batch_id, name, kind, span_type, status,
                                  timed_out, duration_nanos, resource_hash, attributes)
                select project_id, decode(md5(random()::text), 'hex'), decode(left(md5(random()::text), 16), 'hex'), now(),
                       batch_id, '%s', 'internal', 'other', 'unset', false, 1, '\\x00', '{}'
                from batch, (select ensure_day_partition('span', (now() at time zone 'UTC')::date)) partition""".formatted(name);
    }
}
