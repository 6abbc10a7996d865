package io.observabilityfactory.local;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.local.service.Service;
import io.observabilityfactory.local.service.ServiceProcess;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two processes of cost-service that are killed ({@code kill -9}) whenever it may hurt account for the same as one at rest. */
class CostCrashIT {

    private static final int KILLS = 8;

    private static final String CHARGES = """
            select md5(string_agg(concat_ws(' ', trace_id, span_id, agent, environment, billing, paid_by, price_id,
                                            trim_scale(total_usd), unpriced_tokens), '|' order by trace_id, span_id))
                   || ' ' || count(*) || ' ' || trim_scale(sum(total_usd)) from span_cost where project_id = 1""";

    private static final String ROLLUP = """
            select md5(string_agg(concat_ws(' ', bucket_start, agent, span_type, provider, model, service, environment, calls,
                                            errors, duration_nanos, input_tokens, output_tokens, trim_scale(cost_usd),
                                            unpriced_tokens), '|'
                                  order by bucket_start, agent, span_type, provider, model, service, environment))
                   || ' ' || sum(calls) || ' ' || trim_scale(sum(cost_usd)) from %s
            where project_id = 1 and (calls <> 0 or cost_usd <> 0 or unpriced_tokens <> 0)""";

    private static final String IMBALANCE = """
            select charged, minutes, hours
            from (select coalesce(sum(total_usd), 0) as charged from span_cost where project_id = 1) c,
                 (select coalesce(sum(cost_usd), 0) as minutes from usage_minute where project_id = 1) m,
                 (select coalesce(sum(cost_usd), 0) as hours from usage_hour where project_id = 1) h
            where charged <> minutes or charged <> hours""";

    @RegisterExtension
    static final SharedSystem SHARED = SharedSystem.thatIsShaken();

    private final TestSystem system = SHARED.system();
    private final Random random = new Random();
    private ServiceProcess second;

    @BeforeEach
    void start() {
        second = ServiceProcess.start(
                Service.COST,
                TestSystem.launcher(),
                SHARED.folder("second-cost"),
                LocalPorts.free(),
                system.processes().database().settings());
        second.awaitReady();
    }

    @AfterEach
    void stop() {
        second.stop();
    }

    @Test
    void processesKilledAtRandom_accountForTheSameAsOneThatIsNot() throws Exception {
        try (TraceLoad load = TraceLoad.on(system.ports())) {
            for (int kill = 0; kill < KILLS; kill++) {
                load.awaitMoreAcknowledged();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
                killAndStartAgain(
                        random.nextBoolean() ? second : system.processes().service(Service.COST));
                assertThat(system.sql(IMBALANCE)).isEmpty();
            }
        }
        List<String> disturbed = figures();

        settleAllAnewAtRest();

        assertThat(disturbed).isEqualTo(figures());
    }

    private static void killAndStartAgain(ServiceProcess process) {
        process.kill();
        process.startAgain();
    }

    private void settleAllAnewAtRest() {
        second.stop();
        system.processes().service(Service.COST).awaitReady();
        system.execute(
                "truncate span_cost, usage_minute, usage_hour, usage_day, usage_quarter_hour, usage_user_hour, usage_release_hour,"
                        + " trace_settlement");
        system.execute("update ingest_batch set settled_at = null where project_id = 1");
    }

    private List<String> figures() {
        await().until(system::everythingIsSettled);
        assertThat(system.sql(IMBALANCE)).isEmpty();
        return List.of(
                system.sql(CHARGES).get(0),
                system.sql(ROLLUP.formatted("usage_minute")).get(0),
                system.sql(ROLLUP.formatted("usage_hour")).get(0));
    }
}
