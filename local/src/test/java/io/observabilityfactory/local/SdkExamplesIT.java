package io.observabilityfactory.local;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.observabilityfactory.sdk.MetricsCollector;
import io.observabilityfactory.sdk.ModelUsage;
import io.observabilityfactory.sdk.OpenTelemetryIntegration;
import io.observabilityfactory.sdk.PrometheusExporter;
import io.observabilityfactory.sdk.TracedOperation;
import io.observabilityfactory.sdk.Tracer;
import io.observabilityfactory.sdk.config.AlertLevel;
import io.observabilityfactory.sdk.config.GuardMode;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.observabilityfactory.sdk.cost.AlertAction;
import io.observabilityfactory.sdk.cost.BudgetExceededException;
import io.observabilityfactory.sdk.cost.CostTracker;
import io.observabilityfactory.sdk.cost.ReconciledCost;
import io.observabilityfactory.sdk.cost.TrackedCost;
import io.observabilityfactory.sdk.query.AgentStats;
import io.observabilityfactory.sdk.query.Budget;
import io.observabilityfactory.sdk.query.CostBreakdown;
import io.observabilityfactory.sdk.query.CostReport;
import io.observabilityfactory.sdk.query.NotFoundException;
import io.observabilityfactory.sdk.query.Span;
import io.observabilityfactory.sdk.query.Trace;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The examples that the SDK promises, one test each, against the running system. */
class SdkExamplesIT {

    /** By list price, in millionths of a USD: gpt-4o 1200 x 2.50 + 300 x 10.00 = 6000. */
    private static final BigDecimal CALL_USD = new BigDecimal("0.006");

    @RegisterExtension
    static final SharedSystem SHARED = SharedSystem.thatIsAddedTo();

    @TempDir
    Path folder;

    private OpenTelemetryIntegration telemetry;

    @BeforeEach
    void enable() {
        LocalPorts ports = SHARED.system().ports();
        telemetry = OpenTelemetryIntegration.builder("agent-factory")
                .endpoint("http://localhost:" + ports.otlpGrpc())
                .server("http://localhost:" + ports.query())
                .alertsServer("http://localhost:" + ports.alert())
                .environment("sdk-test")
                .enable();
    }

    @AfterEach
    void close() {
        telemetry.close();
    }

    /** Stands for a client of a model. */
    private static String generate(String prompt) {
        try (TracedOperation call = Tracer.startModelCall("openai", "gpt-4o")) {
            call.recordUsage(ModelUsage.of(1_200, 300));
            return "answer to " + prompt;
        }
    }

    private static Trace awaitTrace(String id, Predicate<Trace> complete) {
        await().ignoreException(NotFoundException.class).until(() -> complete.test(Tracer.getTrace(id)));
        return Tracer.getTrace(id);
    }

    private static AgentStats awaitStats(String agent, long calls) {
        await().ignoreException(NotFoundException.class)
                .until(() -> MetricsCollector.getStats(agent).calls() == calls);
        return MetricsCollector.getStats(agent);
    }

    @Test
    void traceAgent_andManualSpans_comeBackByTraceIdAndRunId() {
        String traceId = Tracer.agent("math_agent").runId("training_job_sdk").call(() -> {
            try (TracedOperation span = Tracer.startSpan("custom_operation")) {
                span.setAttribute("user_id", "user_001");
                generate("1 + 1");
                return span.traceId();
            }
        });

        Trace trace = awaitTrace("training_job_sdk", it -> it.spans().size() == 3 && it.costUsd() != null);

        assertThat(trace.traceId()).isEqualTo(traceId);
        assertThat(Tracer.getTrace(traceId)).isEqualTo(trace);
        assertThat(trace.costUsd()).isEqualByComparingTo(CALL_USD);
        assertThat(trace.spans()).extracting(Span::name).contains("invoke_agent math_agent", "custom_operation");
        assertThat(trace.spans())
                .filteredOn(span -> span.name().equals("custom_operation"))
                .singleElement()
                .satisfies(span -> assertThat(span.attributes()).containsEntry("user_id", "user_001"));
    }

    @Test
    void slowSpans_areFoundByTheirDurations() {
        Instant start = Instant.now().minusSeconds(10);
        TracedOperation run =
                Tracer.agent("slow_agent").runId("slow_run").startedAt(start).start();
        Tracer.span("load_data").startedAt(start).start().closeAt(start.plusMillis(450));
        Tracer.span("train_model").startedAt(start.plusMillis(450)).start().closeAt(start.plusMillis(1_970));
        run.closeAt(start.plusMillis(2_340));

        Trace trace = awaitTrace("slow_run", it -> it.spans().size() == 3);

        assertThat(trace.spans().stream()
                        .filter(span -> span.durationMs() > 1_000)
                        .map(Span::name))
                .containsExactlyInAnyOrder("invoke_agent slow_agent", "train_model");
    }

    @Test
    void recordAgentCall_isReadAsStatistics() {
        MetricsCollector.recordAgentCall("agent_001", 234.5, 1250, 0.025);
        MetricsCollector.recordAgentCall("agent_001", 134.5, 750, 0.015);

        AgentStats stats = awaitStats("agent_001", 2);

        assertThat(stats.avgLatencyMs()).isEqualTo(184.5);
        assertThat(stats.p95LatencyMs()).isBetween(234.5 * 0.95, 234.5 * 1.05);
        assertThat(stats.totalTokens()).isEqualTo(2_000);
        assertThat(stats.totalCostUsd()).isEqualByComparingTo("0.04");
        assertThat(stats.avgCostUsd()).isEqualByComparingTo("0.02");
    }

    @Test
    void statistics_compareTwoVersions() {
        for (int i = 0; i < 3; i++) {
            MetricsCollector.recordAgentCall("agent_v1", 400, 1000, 0.02);
            MetricsCollector.recordAgentCall("agent_v2", 300, 1000, 0.03);
        }

        AgentStats a = awaitStats("agent_v1", 3);
        AgentStats b = awaitStats("agent_v2", 3);

        assertThat(a.p95LatencyMs()).isGreaterThan(b.p95LatencyMs());
        assertThat(a.avgCostUsd()).isLessThan(b.avgCostUsd());
    }

    @Test
    void trackCost_knowsAtOnceWhatTheServerSettlesLater() throws Exception {
        TrackedCost cost = CostTracker.trackCost("cost_agent");
        try (cost) {
            generate("a prompt");
            assertThat(cost.costUsd()).isEqualByComparingTo(CALL_USD);
        }

        ReconciledCost reconciled = cost.reconciled().get(60, TimeUnit.SECONDS);

        assertThat(reconciled.serverUsd()).isEqualByComparingTo(CALL_USD);
        assertThat(reconciled.agrees()).isTrue();
    }

    @Test
    void costReport_andBreakdown_haveTheAgent() {
        Tracer.traceAgent("report_agent", () -> generate("a prompt"));
        awaitStats("report_agent", 1);

        String today = LocalDate.now(ZoneOffset.UTC).toString();
        CostReport report = CostTracker.getCostReport(
                LocalDate.now(ZoneOffset.UTC).minusDays(1).toString(), today);
        CostBreakdown breakdown = CostTracker.getCostBreakdown();

        assertThat(report.groups())
                .filteredOn(group -> group.key().equals("report_agent"))
                .singleElement()
                .satisfies(group -> assertThat(group.costUsd()).isEqualByComparingTo(CALL_USD));
        assertThat(breakdown.groups())
                .filteredOn(group -> group.key().equals("report_agent"))
                .singleElement()
                .satisfies(group -> assertThat(group.percent()).isPositive());
    }

    @Test
    void alerts_becomeABudgetThatMails() throws Exception {
        CostTracker.setAlert(0.005, AlertAction.email("sdk@example.org"));
        CostTracker.addAlert(AlertLevel.WARNING, 0.004);
        await().until(() -> telemetry.queries().budgets().stream()
                .filter(budget -> budget.name().equals("daily_budget"))
                .anyMatch(budget ->
                        budget.warningShare() != null && budget.warningShare().compareTo(new BigDecimal("0.8")) == 0));

        Tracer.traceAgent("alerting_agent", () -> generate("a prompt"));

        await().until(() -> !SHARED.system().mailAbout("daily_budget").isEmpty());
        removeBudget("daily_budget");
    }

    /** It would hold for the agents of other tests too. */
    private void removeBudget(String name) throws IOException, InterruptedException {
        Long id = telemetry.queries().budgets().stream()
                .filter(budget -> budget.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
        URI uri = URI.create("http://localhost:" + SHARED.system().ports().alert() + "/api/v1/budgets/" + id);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).DELETE().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    @Test
    void guard_stopsTheAgentWhoseBudgetIsUsedUp() {
        telemetry
                .queries()
                .putBudget(new Budget(
                        null,
                        "guarded team",
                        "guarded_agent",
                        null,
                        null,
                        null,
                        null,
                        new BigDecimal("0.01"),
                        "day",
                        null,
                        null,
                        List.of("guard@example.org"),
                        null,
                        null,
                        null));
        await().until(() -> CostTracker.guard("guarded_agent").stream()
                .anyMatch(status -> status.budget().equals("guarded team")));
        Tracer.traceAgent("guarded_agent", () -> {
            generate("first");
            assertThat(CostTracker.guard("guarded_agent").orElseThrow().usedUsd())
                    .isEqualByComparingTo(CALL_USD);
            generate("second");
        });

        BudgetExceededException stopped =
                catchThrowableOfType(BudgetExceededException.class, () -> CostTracker.guard("guarded_agent"));

        assertThat(stopped.status().usedUsd()).isEqualByComparingTo("0.012");
        assertThat(CostTracker.guard("guarded_agent", GuardMode.OBSERVE)
                        .orElseThrow()
                        .isUsedUp())
                .isTrue();
    }

    @Test
    void configFile_switchesOnTracesLogsAndMetrics() throws Exception {
        telemetry.close();
        LocalPorts ports = SHARED.system().ports();
        Path file = Files.writeString(
                folder.resolve("observability_config.yaml"), """
                service: {name: configured, environment: sdk-test}
                tracing: {enabled: true, backend: opentelemetry, endpoint: "http://localhost:%d", sample_rate: 1.0}
                metrics: {enabled: true, export_interval: 60}
                logging: {level: INFO, format: json, output: stdout}
                cost_tracking: {enabled: true, pricing: {gpt-4: 0.03}}
                server: {url: "http://localhost:%d"}
                """.formatted(ports.otlpGrpc(), ports.query()));

        telemetry =
                OpenTelemetryIntegration.builder(ObservabilityConfig.read(file)).enable();
        try (PrometheusExporter exporter = new PrometheusExporter(0).start()) {
            String traceId = Tracer.agent("logging_agent").call(() -> {
                Logger.getLogger("agents.logging").log(Level.INFO, "epoch finished");
                generate("a prompt");
                return io.opentelemetry.api.trace.Span.current()
                        .getSpanContext()
                        .getTraceId();
            });
            assertThat(telemetry.flush().lost()).isZero();

            assertThat(scrape(exporter)).contains("gen_ai_client_operation_duration_seconds_count");
            await().untilAsserted(() -> assertThat(SHARED.system()
                            .sql("select body from log_record where encode(trace_id, 'hex') = '" + traceId + "'"))
                    .singleElement()
                    .asString()
                    .contains("epoch finished"));
        }
    }

    private static String scrape(PrometheusExporter exporter) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + exporter.port() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
