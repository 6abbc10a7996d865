package io.observabilityfactory.cost.settlement;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.observabilityfactory.testkit.HeldLock;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FailingSettlementTest.TightLimits.class)
@WithTestResource(PostgresResource.class)
class FailingSettlementTest {

    public static final class TightLimits implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "observability-factory.cost.settlement-timeout", "PT5S",
                    "observability-factory.cost.retry-pause", "PT0.1S",
                    "observability-factory.cost.longest-retry-pause", "PT1S",
                    "observability-factory.cost.spans-at-once", "2",
                    "observability-factory.cost.max-trace-spans", "4");
        }
    }

    TestDatabase database;

    @Inject
    PrometheusMeterRegistry metrics;

    private StoredTrace bad;
    private StoredTrace good;

    @BeforeEach
    void newTraces() {
        bad = new StoredTrace(database);
        good = new StoredTrace(database);
    }

    @Test
    void batchThatKeepsFailing_isPutOffAndKeepsNoneWaiting() {
        double parked = parked();
        database.execute("alter table span_cost add constraint poison check (agent <> 'poison')");
        whileNothingIsSettled(() -> {
            bad.commitOnly(bad.span(1, 0, "llm", "poison", 1_000, 100));
            good.commitOnly(good.span(1, 0, "llm", "math", 1_000, 100));
        });

        await().until(good::isSettled);
        await().until(() -> Integer.parseInt(bad.batch("attempts")) >= 2);
        assertThat(bad.isSettled()).isFalse();
        assertThat(bad.batch("last_error")).contains("poison");
        assertThat(parked() - parked).isGreaterThanOrEqualTo(2);

        database.execute("alter table span_cost drop constraint poison");
        await().until(bad::isSettled);
        assertThat(bad.charges()).containsExactly("1 poison billed 0.0035");
        assertThat(metrics.get("observability.factory.calls")
                        .tag("agent", "poison")
                        .counter()
                        .count())
                .as("told once, however often it was tried")
                .isEqualTo(1);
        assertThat(bad.batch("last_error is null")).isEqualTo("t");
    }

    @Test
    void batchesThatWait_areVisible() {
        whileNothingIsSettled(() -> {
            good.commitOnly(good.span(1, 0, "llm", "math", 1_000, 100));
            await().until(() -> gauge("observability.factory.cost.batches.waiting") >= 1);
            await().until(() -> gauge("observability.factory.cost.lag") > 0);
        });

        await().until(() -> gauge("observability.factory.cost.batches.waiting") == 0);
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    @Test
    void traceOfTooManySpans_isLeftUnsettledAndSaysSo() {
        bad.commitOnly(bad.span(1, 0, "llm", "math", 1, 1), bad.span(2, 0, "llm", "math", 1, 1));
        await().until(bad::isSettled);
        bad.commitOnly(
                bad.span(3, 0, "llm", "math", 1, 1),
                bad.span(4, 0, "llm", "math", 1, 1),
                bad.span(5, 0, "llm", "math", 1, 1));
        good.commitOnly(good.span(1, 0, "llm", "math", 1_000, 100));

        await().until(good::isSettled);
        await().until(() -> Integer.parseInt(bad.batch("attempts")) >= 1);
        assertThat(bad.isSettled()).isFalse();
        assertThat(bad.batch("last_error")).contains("trace " + bad.id() + " has 5 spans, more than the 4");
        assertThat(bad.charges()).hasSize(2);
        database.execute("update ingest_batch set settled_at = now() where settled_at is null");
    }

    @Test
    void moreSpansThanFitAtOnce_areSettledInPortions() {
        StoredTrace third = new StoredTrace(database);
        whileNothingIsSettled(() -> {
            bad.commitOnly(
                    bad.span(1, 0, "agent", "portions", 0, 0),
                    bad.span(2, 1, "llm", null, 1_000, 100),
                    bad.span(3, 1, "llm", null, 1_000, 100));
            good.commitOnly(good.span(1, 0, "llm", "portions", 1_000, 100));
            third.commitOnly(third.span(1, 0, "llm", "portions", 1_000, 100));
        });

        third.awaitSettled();

        assertThat(bad.charges())
                .containsExactly("1 portions no_usage 0", "2 portions billed 0.0035", "3 portions billed 0.0035");
        assertThat(good.charges()).containsExactly("1 portions billed 0.0035");
        assertThat(third.charges()).containsExactly("1 portions billed 0.0035");
        assertThat(database.query("select span_type || ' ' || calls || ' ' || trim_scale(cost_usd)"
                        + " from usage_hour where agent = 'portions' order by 1"))
                .containsExactly("agent 1 0", "llm 4 0.014");
    }

    @Test
    void statementThatDoesNotEnd_isGivenUpAndSettledLater() {
        double failed = failures();
        try (HeldLock lock = database.lock("trace_settlement")) {
            good.commitOnly(good.span(1, 0, "llm", "math", 1_000, 100));

            await().until(() -> failures() > failed);
            assertThat(good.isSettled()).as("while %s is held", lock).isFalse();
        }
        await().until(good::isSettled);
    }

    /** So that what is committed is claimed together. */
    private void whileNothingIsSettled(Runnable commits) {
        database.execute("update ingest_batch set next_attempt_at = 'infinity' where settled_at is null");
        database.execute("alter table ingest_batch alter column next_attempt_at set default 'infinity'");
        commits.run();
        database.execute("alter table ingest_batch alter column next_attempt_at drop default");
        database.execute("update ingest_batch set next_attempt_at = null where settled_at is null");
    }

    private double parked() {
        return metrics.get("observability.factory.cost.batches.parked")
                .counter()
                .count();
    }

    private double failures() {
        return metrics.get("observability.factory.cost.settlement.failures")
                .counter()
                .count();
    }
}
