package io.observabilityfactory.examples;

import io.observabilityfactory.sdk.MetricsCollector;
import io.observabilityfactory.sdk.OpenTelemetryIntegration;
import io.observabilityfactory.sdk.PrometheusExporter;
import io.observabilityfactory.sdk.TracedOperation;
import io.observabilityfactory.sdk.Tracer;
import io.observabilityfactory.sdk.config.AlertLevel;
import io.observabilityfactory.sdk.cost.AlertAction;
import io.observabilityfactory.sdk.cost.BudgetExceededException;
import io.observabilityfactory.sdk.cost.CostTracker;
import io.observabilityfactory.sdk.cost.ReconciledCost;
import io.observabilityfactory.sdk.cost.TrackedCost;
import io.observabilityfactory.sdk.query.AgentStats;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs an agent, and asks what came of it. */
final class Examples {

    private static final Logger LOG = Logger.getLogger(Examples.class.getName());
    private static final String RUN = "training_job_" + System.currentTimeMillis();

    private final PrintStream out = System.out;

    private Examples() {}

    public static void main(String[] args) throws Exception {
        try (OpenTelemetryIntegration telemetry = OpenTelemetryIntegration.enableFromConfig();
                PrometheusExporter metrics = new PrometheusExporter(0).start()) {
            Examples examples = new Examples();
            examples.setAlerts();
            TrackedCost cost = examples.train();
            examples.tellCost(cost);
            examples.tellTrace();
            examples.compareAgents();
            examples.tellSpending();
            examples.out.println("Metrics were at http://localhost:" + metrics.port() + "/metrics");
            examples.out.println("Delivered: " + telemetry.flush());
        }
    }

    private void setAlerts() {
        CostTracker.setAlert(100, AlertAction.email("team@example.org"));
        CostTracker.addAlert(AlertLevel.WARNING, 80);
    }

    private TrackedCost train() {
        return Tracer.agent("example_agent").runId(RUN).user("user_001").call(() -> {
            TrackedCost cost = CostTracker.trackCost("example_agent");
            try (cost) {
                for (int epoch = 1; epoch <= 3; epoch++) {
                    epoch(epoch);
                }
            } catch (BudgetExceededException e) {
                out.println("Stopped: " + e.getMessage());
            }
            return cost;
        });
    }

    private void epoch(int epoch) {
        CostTracker.guard("example_agent");
        try (TracedOperation span = Tracer.startSpan("epoch")) {
            span.setAttribute("epoch", epoch);
            MadeUpModel.generate("What is 1 + " + epoch + "?");
            LOG.log(Level.INFO, "epoch finished", Map.of("epoch", epoch));
        }
    }

    private void tellCost(TrackedCost cost) throws InterruptedException, ExecutionException {
        out.println("Cost at once:     " + cost.costUsd() + " USD for " + cost.tokens() + " tokens");
        ReconciledCost settled = cost.reconciled().get();
        out.println("Cost as settled:  " + settled.serverUsd() + " USD, " + settled.differenceUsd() + " more");
    }

    private void tellTrace() {
        out.println("Run " + RUN + ":");
        for (var span : Tracer.getTrace(RUN).spans()) {
            out.println(
                    "  " + span.name() + "  " + span.durationMs() + " ms" + (span.durationMs() > 1000 ? "  slow" : ""));
        }
    }

    private void compareAgents() throws InterruptedException, ExecutionException {
        try (TrackedCost calls = CostTracker.trackCost("example_agent_v2")) {
            MadeUpModel.generate("The same question, asked by the next version");
            calls.close();
            calls.reconciled().get();
        }
        AgentStats a = MetricsCollector.getStats("example_agent");
        AgentStats b = MetricsCollector.getStats("example_agent_v2");
        out.println("p95 " + a.p95LatencyMs() + " against " + b.p95LatencyMs() + " ms, a call " + a.avgCostUsd()
                + " against " + b.avgCostUsd() + " USD");
    }

    private void tellSpending() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        out.println("Since the first of the month: "
                + CostTracker.getCostReport(today.withDayOfMonth(1), today).totalUsd() + " USD");
        CostTracker.getCostBreakdown()
                .groups()
                .forEach(group -> out.printf("  %s $%s (%.0f%%)%n", group.key(), group.costUsd(), group.percent()));
    }
}
