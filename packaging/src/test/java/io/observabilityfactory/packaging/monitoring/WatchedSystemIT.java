package io.observabilityfactory.packaging.monitoring;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.local.LocalPorts;
import io.observabilityfactory.local.LocalSystem;
import io.observabilityfactory.local.Progress;
import io.observabilityfactory.local.service.Launcher;
import io.observabilityfactory.packaging.Checkout;
import io.observabilityfactory.packaging.Tool;
import io.observabilityfactory.packaging.dashboard.Dashboard;
import io.observabilityfactory.packaging.dashboard.MetricNames;
import io.observabilityfactory.packaging.rules.RenderedRules;
import io.observabilityfactory.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus sees of the quick start: each panel shows something, and money that is burnt reaches somebody. */
class WatchedSystemIT {

    /** The alert is for more than 100 USD unless the chart's values say otherwise. */
    private static final double BUDGET_USD = 0.5;

    /** A call of gpt-4o with so many tokens costs 2.50 USD. */
    private static final long BURST_TOKENS = 1_000_000;

    /** Whose data would have to be a week old. */
    private static final Set<String> NEEDS_LAST_WEEK = Set.of("cost/Against last week");

    private static final String ALERTMANAGER = """
            route: {receiver: webhook, group_wait: 0s, group_by: [alertname, project]}
            receivers:
              - name: webhook
                webhook_configs: [{url: '%s'}]
            """;

    @TempDir
    static Path folder;

    static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();
    static LocalPorts ports;
    static Traffic traffic;
    static Prometheus prometheus;
    static Webhook webhook;

    @BeforeAll
    static void start() throws Exception {
        Tool.installed("prometheus");
        ports = LocalPorts.free();
        STARTED.push(LocalSystem.start(
                Launcher.ofCheckout(Checkout.path("")),
                Files.createDirectory(folder.resolve("system")),
                ports,
                new Progress(System.out)));
        traffic = new Traffic(ports.otlpHttp());
        webhook = Webhook.start();
        STARTED.push(webhook);
        int alertmanager = startAlertmanager();
        prometheus = Prometheus.start(
                folder, FreePort.find(), ports, RenderedRules.of(Map.of("dailyCostUsd", BUDGET_USD)), alertmanager);
        STARTED.push(prometheus);
    }

    private static int startAlertmanager() throws IOException {
        int port = FreePort.find();
        Path config = folder.resolve("alertmanager.yaml");
        Files.writeString(config, ALERTMANAGER.formatted(webhook.url()));
        STARTED.push(Daemon.start(
                Tool.installed("prometheus-alertmanager", "alertmanager"),
                folder,
                port,
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("alertmanager"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port));
        return port;
    }

    @AfterAll
    static void stop() throws Exception {
        while (!STARTED.isEmpty()) {
            STARTED.pop().close();
        }
    }

    @Test
    void costBurst_reachesSomebodyThroughAlertmanager() throws Exception {
        assertThat(webhook.bodies()).noneMatch(body -> body.contains("DailyCostOverBudget"));

        traffic.run("spender", BURST_TOKENS);

        await().untilAsserted(() -> assertThat(webhook.bodies()).anySatisfy(body -> assertThat(body)
                .contains(
                        "\"status\":\"firing\"",
                        "\"alertname\":\"DailyCostOverBudget\"",
                        "\"project\":\"default\"",
                        "\"severity\":\"critical\"",
                        RenderedRules.RUNBOOKS + "/DailyCostOverBudget.md")));
    }

    @Test
    void everyPanel_showsSomething() {
        List<Dashboard.Query> queries = Dashboard.all().stream()
                .flatMap(Dashboard::queries)
                .filter(query -> !NEEDS_LAST_WEEK.contains(query.panel()))
                .toList();

        // Rates need a second look, and an increase after the first one.
        await().pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            send();
            assertThat(queries).hasSizeGreaterThan(50).allSatisfy(query -> assertThat(
                            prometheus.query(query.selectingAll()))
                    .as(query + ": " + query.selectingAll())
                    .isNotEmpty());
        });
    }

    @Test
    void everyMetricThatIsNamed_isExposedByAService() throws Exception {
        send();
        Set<String> named = Stream.concat(
                        Dashboard.all().stream().flatMap(Dashboard::queries).map(Dashboard.Query::expression),
                        RenderedRules.of(Map.of()).rules().map(rule -> rule.get("expr")
                                .asText()))
                .flatMap(expression -> MetricNames.in(expression).stream())
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(25);
        await().untilAsserted(() -> assertThat(prometheus.metricNames()).containsAll(named));
    }

    @Test
    void everyRule_isEvaluatedWithoutAnError() {
        long rules = RenderedRules.of(Map.of()).rules().count();

        await().untilAsserted(() -> assertThat(prometheus.rules())
                .hasSize(Math.toIntExact(rules))
                .allSatisfy(rule -> assertThat(rule.get("health").asText())
                        .as(rule.toString())
                        .isEqualTo("ok")));
    }

    /** Some of everything that metrics are about. */
    private static void send() throws Exception {
        traffic.run("worker", 100);
        traffic.resources("worker");
        traffic.rejected();
    }
}
