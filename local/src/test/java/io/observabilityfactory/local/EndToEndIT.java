package io.observabilityfactory.local;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Spliterators;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the stock OpenTelemetry SDK to a priced trace, a cost report and an alert mail, with real processes. */
class EndToEndIT {

    @RegisterExtension
    static final SharedSystem SHARED = SharedSystem.thatIsAddedTo();

    /** Midnight may pass meanwhile. */
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    static TestSystem system;

    @BeforeAll
    static void start() {
        system = SHARED.system();
    }

    @ParameterizedTest
    @EnumSource
    void agentRun_comesBackWholeWithItsExactCost(StockExporter exporter) {
        String agent = "planner_" + exporter.name();

        String traceId = AgentRun.export(agent, exporter.connect(system.ports()));

        JsonNode trace = awaitPriced(traceId);
        assertThat(trace.get("spans")).hasSize(AgentRun.SPANS);
        assertThat(trace.get("runId").textValue()).isEqualTo(agent + "-run");
        assertThat(trace.get("totalTokens").longValue()).isEqualTo(AgentRun.TOKENS);
        assertThat(trace.get("unpricedTokens").longValue()).isZero();
        assertThat(trace.get("costUsd").decimalValue()).isEqualByComparingTo(AgentRun.COST_USD);
        assertThat(system.get("/api/v1/traces/" + agent + "-run")).isEqualTo(trace);
        assertFiguresAgree(agent);
    }

    private static void assertFiguresAgree(String agent) {
        JsonNode stats = system.get("/api/v1/agents/" + agent + "/stats");
        assertThat(stats.get("calls").longValue()).isEqualTo(1);
        assertThat(stats.get("totalTokens").longValue()).isEqualTo(AgentRun.TOKENS);
        assertThat(stats.get("totalCostUsd").decimalValue()).isEqualByComparingTo(AgentRun.COST_USD);
        assertThat(groupOf(report(), agent).get("costUsd").decimalValue()).isEqualByComparingTo(AgentRun.COST_USD);
        assertThat(groupOf(system.get("/api/v1/costs/breakdown?by=agent"), agent)
                        .get("costUsd")
                        .decimalValue())
                .isEqualByComparingTo(AgentRun.COST_USD);
    }

    @Test
    void crossedBudget_isMailedOnce() throws Exception {
        // The last call alone crosses it (0.0135 USD), should the first belong to the day before.
        createBudget("research team", "researcher", "0.013");

        AgentRun.export("researcher", StockExporter.GRPC.connect(system.ports()));

        await().until(() -> !system.mailAbout("research team").isEmpty());
        await().during(Duration.ofSeconds(12))
                .until(() -> system.mailAbout("research team").size() == 1);
        MimeMessage message = system.mailAbout("research team").get(0);
        assertThat(message.getSubject()).contains("critical");
        assertThat(message.getAllRecipients()[0]).hasToString("team@example.org");
    }

    @Test
    void sameExportSentTwice_changesNoFigure() {
        CapturingExporter exporter = new CapturingExporter(StockExporter.GRPC.connect(system.ports()));
        String traceId = AgentRun.export("repeater", exporter);
        JsonNode trace = awaitPriced(traceId);
        JsonNode stats = steady("/api/v1/agents/repeater/stats");
        JsonNode group = groupOf(report(), "repeater");
        int duplicates = duplicates();

        SpanExporter again = StockExporter.GRPC.connect(system.ports());
        CompletableResultCode result = again.export(exporter.exported).join(1, TimeUnit.MINUTES);
        again.shutdown();

        assertThat(result.isSuccess()).isTrue();
        assertThat(duplicates() - duplicates).isEqualTo(AgentRun.SPANS);
        await().until(system::everythingIsSettled);
        assertThat(system.get("/api/v1/traces/" + traceId)).isEqualTo(trace);
        assertThat(steady("/api/v1/agents/repeater/stats")).isEqualTo(stats);
        assertThat(groupOf(report(), "repeater").get("costUsd")).isEqualTo(group.get("costUsd"));
        assertThat(groupOf(report(), "repeater").get("calls")).isEqualTo(group.get("calls"));
    }

    private static int duplicates() {
        return Integer.parseInt(
                system.sql("select sum(duplicates) from ledger where project_id = 1 and signal = 'traces'")
                        .get(0));
    }

    @Test
    void services_traceThemselvesInAProjectOfTheirOwnAndReceivingIsNotTraced() {
        String ownSpans = " from span join project using (project_id) where project.name = 'observability-factory'";
        await().until(() -> {
            system.get("/api/v1/agents");
            return system.sql("select distinct service" + ownSpans).contains("query-api");
        });

        assertThat(system.sql("select distinct span.name" + ownSpans + " and service = 'ingest-service'"))
                .noneMatch(name -> name.contains("/v1/") || name.contains("Export"));
        assertThat(system.sql("select count(*) from span where project_id = 1 and service = 'query-api'"))
                .containsExactly("0");
    }

    @Test
    void services_sendTheirOwnMetricsToThatProjectToo() {
        String ownPoints =
                " from metric_point point join project using (project_id) where project.name = 'observability-factory'";

        await().untilAsserted(() -> assertThat(system.sql("select distinct service" + ownPoints))
                .contains("ingest-service", "cost-service", "query-api", "alert-service"));
        await().untilAsserted(() -> assertThat(
                        system.sql("select distinct point.name" + ownPoints + " and service = 'ingest-service'"))
                .anyMatch(name -> name.startsWith("observability.factory.ingest")));
    }

    @Test
    void badRequests_areAnsweredWithAProblemThatNamesWhatIsWrong() throws Exception {
        HttpResponse<String> unknownTrace = request("/api/v1/traces/00000000000000000000000000000001");
        HttpResponse<String> badDate = request("/api/v1/costs/report?from=yesterday&to=2026-11-30");

        assertThat(unknownTrace.statusCode()).isEqualTo(404);
        assertThat(unknownTrace.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(badDate.statusCode()).isEqualTo(400);
        assertThat(badDate.body()).contains("\"parameter\":\"from\"");
    }

    private static JsonNode awaitPriced(String traceId) {
        String path = "/api/v1/traces/" + traceId;
        await().until(() -> system.api()
                .query(path)
                .filter(trace -> trace.get("spans").size() == AgentRun.SPANS
                        && !trace.get("costUsd").isNull())
                .isPresent());
        return system.get(path);
    }

    private static JsonNode report() {
        return system.get("/api/v1/costs/report?from=" + TODAY.minusDays(1) + "&to=" + TODAY.plusDays(1));
    }

    /** Statistics of a range that does not move with the clock. */
    private static JsonNode steady(String path) {
        return system.get(path + "?from=" + TODAY.minusDays(1) + "&to=" + TODAY.plusDays(1));
    }

    private static JsonNode groupOf(JsonNode answer, String key) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(answer.get("groups").elements(), 0), false)
                .filter(group -> group.get("key").textValue().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no group " + key + " in " + answer));
    }

    private static void createBudget(String name, String agent, String amountUsd)
            throws IOException, InterruptedException {
        String body = """
                {"name": "%s", "agent": "%s", "amountUsd": %s, "recipients": ["team@example.org"]}""".formatted(name, agent, amountUsd);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://localhost:" + system.ports().alert() + "/api/v1/budgets"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static HttpResponse<String> request(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + system.ports().query() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Remembers what it passes on. */
    private record CapturingExporter(SpanExporter target, List<SpanData> exported) implements SpanExporter {

        CapturingExporter(SpanExporter target) {
            this(target, new ArrayList<>());
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            exported.addAll(spans);
            return target.export(spans);
        }

        @Override
        public CompletableResultCode flush() {
            return target.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return target.shutdown();
        }
    }
}
