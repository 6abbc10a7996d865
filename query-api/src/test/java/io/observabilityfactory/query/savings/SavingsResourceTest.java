package io.observabilityfactory.query.savings;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class SavingsResourceTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c8031";
    private static final String RATES =
            "{\"prices\": {\"input\": \"2.5\", \"cacheRead\": \"0.25\", \"cacheWrite5m\": \"3\", \"output\": \"10\"}}";

    TestDatabase database;

    private static final String SAVINGS = "/api/v1/savings?from=2026-03-01&to=2026-03-02";

    private String project = "1";
    private String price = "";

    @BeforeEach
    void clear() {
        TableRow.clear(database);
        project = "1";
        price = price("large", RATES);
    }

    @Test
    void failuresAndRetries_areShownWithWhatTheyCost() {
        call("a1", "01", "10:00:00", "0.30", "plan the trip", "status", "error");
        call("a1", "02", "10:00:10", "0.40", "plan the trip", "status", "ok");
        call("a2", "03", "10:00:20", "0.50", "write a poem", "status", "error");

        savings()
                .statusCode(200)
                .body("examinedCalls", is(3))
                .body("examinedUsd", is(1.2f))
                .body("byKind.retries", is(0.3f))
                .body("byKind.failures", is(0.5f))
                .body("findings.kind", contains("failures", "retries"))
                .body("findings[0].evidence.traceId", contains(TRACE + "a2"))
                .body("findings[1].evidence.spanId", contains("0000000000000001"))
                .body("findings.estimated", contains(false, false))
                .body("findings[1].explanation", containsString("tried again"));
        given().accept("text/csv")
                .get(SAVINGS)
                .then()
                .statusCode(200)
                .body(startsWith("kind,agent,model,amountUsd,"))
                .body(containsString("\nfailures,"))
                .body(containsString("\nretries,"));
    }

    @Test
    void repetitions_areAllButTheFirst() {
        call("a1", "01", "10:00:00", "0.30", "plan the trip", "status", "ok");
        call("a2", "02", "11:00:00", "0.40", "plan the trip", "status", "ok");
        call("a3", "03", "12:00:00", "0.50", "plan the trip", "status", "ok");
        call("a4", "04", "12:00:00", "9.00", "plan the other trip", "status", "ok");

        savings()
                .body("byKind.repetitions", is(0.9f))
                .body("findings", hasSize(1))
                .body("findings[0].calls", is(2))
                .body("findings[0].evidence.traceId", contains(TRACE + "a3", TRACE + "a2"));
    }

    @Test
    void promptsWithTheSameBeginning_couldHaveBeenCached() {
        String instructions = "x".repeat(9000);
        call("a1", "01", "10:00:00", "0.03", instructions + "first question", "input_tokens", "10000");
        call("a2", "02", "10:04:00", "0.03", instructions + "another question", "input_tokens", "10000");
        call("a3", "03", "10:08:00", "0.03", instructions + "third of questions", "input_tokens", "10000");
        call("a4", "04", "10:20:00", "0.03", instructions + "too late for a cache", "input_tokens", "10000");

        savings()
                .body("findings.kind", contains("caching"))
                .body("findings[0].estimated", is(true))
                .body("findings[0].calls", is(2))
                .body("findings[0].evidence.traceId", contains(TRACE + "a3", TRACE + "a2"))
                .body("findings[0].explanation", containsString("5 minutes"));
    }

    @Test
    void cheaperModel_isOneThatIsNoLessReliable() {
        String small = price("small", "{\"prices\": {\"input\": \"0.5\", \"output\": \"1\"}}");
        usage("large", "100", "2", "25");
        usage("small", "50", "1", "0.5");
        usage("shaky", "50", "20", "0.1");
        call("a1", "01", "10:00:00", "0.30", "plan the trip", "status", "ok");
        billed("a2", "02", "10:10:00", "0.01", small, "small").insertInto(database);

        savings()
                .body("findings.kind", contains("cheaper_model"))
                .body("findings[0].agent", is("planner"))
                .body("findings[0].model", is("large"))
                // 10 million input tokens at 0.5 a million.
                .body("findings[0].amountUsd", is(20))
                .body("findings[0].calls", is(100))
                .body("findings[0].evidence.traceId", hasItems(TRACE + "a1", TRACE + "a2"))
                .body("findings[0].explanation", containsString("small answered 50 calls"));
    }

    @Test
    void savingsOfAnotherProject_areNotShown() {
        project = TableRow.otherProject(database);
        call("a1", "01", "10:00:00", "0.30", "plan the trip", "status", "error");

        savings().body("examinedCalls", is(0)).body("findings", empty()).body("byKind", anEmptyMap());
        get("/api/v1/savings?from=2026-01-01&to=2026-03-01")
                .then()
                .statusCode(400)
                .body("parameter", is("from"));
    }

    private static ValidatableResponse savings() {
        return get(SAVINGS).then();
    }

    private void call(String trace, String span, String time, String usd, String prompt, String column, String value) {
        billed(trace, span, time, usd, price, "large")
                .with(
                        "attributes",
                        "{\"gen_ai.prompt.0.role\": \"user\", \"gen_ai.prompt.0.content\": \"" + prompt + "\"}")
                .with(column, value)
                .insertInto(database);
    }

    /** The span, whose charge is stored already. */
    private TableRow billed(String trace, String span, String time, String usd, String priceId, String model) {
        String start = "2026-03-01T" + time + "Z";
        TableRow.spanCost(TRACE + trace, "00000000000000" + span, start)
                .with("project_id", project)
                .with("agent", "planner")
                .with("price_id", priceId)
                .with("total_usd", usd)
                .insertInto(database);
        return TableRow.span(TRACE + trace, "00000000000000" + span, start)
                .with("project_id", project)
                .with("span_type", "llm")
                .with("provider", "acme")
                .with("response_model", model);
    }

    private void usage(String model, String calls, String errors, String usd) {
        for (String table : new String[] {"usage_hour", "usage_day"}) {
            TableRow row = TableRow.usage(
                            "planner", table.equals("usage_day") ? "2026-03-01T00:00:00Z" : "2026-03-01T10:00:00Z")
                    .with("model", model)
                    .with("provider", "acme")
                    .with("calls", calls)
                    .with("errors", errors)
                    .with("input_tokens", "10000000")
                    .with("cost_usd", usd);
            row.into(table).insertInto(database);
        }
    }

    private String price(String model, String rates) {
        database.execute("delete from model_price where provider = 'acme' and model = '" + model + "'");
        return database.query("insert into model_price (provider, model, valid_from, source, rates) values ('acme', '"
                        + model + "', '2026-01-01', 'test', '" + rates + "') returning price_id")
                .get(0);
    }
}
