package io.observabilityfactory.cost.settlement;

import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RepricingTest.ManyTransactions.class)
@WithTestResource(PostgresResource.class)
class RepricingTest {

    public static final class ManyTransactions implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "observability-factory.cost.traces-per-repricing", "2",
                    "observability-factory.cost.repricing-interval", "PT0.2S");
        }
    }

    private static final String MARCH =
            "{'from': '2026-03-01T00:00:00Z', 'to': '2026-04-01T00:00:00Z', 'model': '%s'%s}";

    TestDatabase database;

    private String model;

    @BeforeEach
    void newModel() {
        model = "model-" + new StoredTrace(database).id().substring(0, 8);
    }

    @Test
    void usageThatWaitedForAPrice_isPricedAsSoonAsThereIsOne() {
        StoredTrace trace = spent(1);
        assertThat(trace.charges()).containsExactly("1 a billed 0");
        given().get("/api/v1/costs/unpriced?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("items.find { it.model == '" + model + "' }.unpricedTokens", equalTo(1_100));

        price("1");

        await().untilAsserted(() -> assertThat(trace.charges()).containsExactly("1 a billed 0.0011"));
        given().get("/api/v1/costs/unpriced?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z")
                .then()
                .body("items.findAll { it.model == '" + model + "' }", hasSize(0));
        assertRollupsEqualCharges();
    }

    @Test
    void usageOfAnotherProject_doesNotGetThisProjectsPrice() {
        StoredTrace mine = spent(1);
        database.execute("insert into project (name) values ('elsewhere-" + model + "')");
        String other = database.query("select project_id from project where name = 'elsewhere-" + model + "'")
                .get(0);
        StoredTrace theirs = new StoredTrace(database, Integer.parseInt(other));
        theirs.commit(theirs.span(1, 0, "llm", "b", 1_000, 100).replace("gpt-4o", model));

        price("1");

        await().untilAsserted(() -> assertThat(mine.charges()).containsExactly("1 a billed 0.0011"));
        assertThat(theirs.charges()).containsExactly("1 b billed 0");
    }

    @Test
    void preview_tellsTheDifferenceAndChangesNothing() {
        price("1");
        List<StoredTrace> traces = List.of(spent(1), spent(1), spent(1), spent(1), spent(1));
        correct("2");

        JsonPath preview = done(round(MARCH.formatted(model, "")));

        assertThat(preview.getBoolean("preview")).isTrue();
        assertThat(preview.getInt("spansChanged")).isEqualTo(5);
        assertThat(preview.getDouble("beforeUsd")).isEqualTo(0.0055);
        assertThat(preview.getDouble("afterUsd")).isEqualTo(0.011);
        assertThat(preview.getDouble("differenceUsd")).isEqualTo(0.0055);
        assertThat(preview.getInt("changes[0].spans")).isEqualTo(5);
        assertThat(preview.getInt("changes[0].toPriceId")).isGreaterThan(preview.getInt("changes[0].fromPriceId"));
        assertThat(traces).allSatisfy(trace -> assertThat(trace.charges()).containsExactly("1 a billed 0.0011"));

        JsonPath applied = done(given().post("/api/v1/repricings/" + preview.getLong("id") + "/apply")
                .then()
                .statusCode(201)
                .extract()
                .header("Location"));

        assertThat(applied.getInt("spansChanged")).isEqualTo(5);
        assertThat(applied.getInt("tracesDone")).isEqualTo(applied.getInt("tracesTotal"));
        assertThat(traces).allSatisfy(trace -> assertThat(trace.charges()).containsExactly("1 a billed 0.0022"));
        assertRollupsEqualCharges();
        assertThat(done(round(MARCH.formatted(model, ", 'preview': false"))).getInt("spansChanged"))
                .as("again")
                .isZero();
    }

    @Test
    void roundsWhileSpansArriveAndPricesChange_keepTheBooksBalanced() {
        price("1");
        for (int i = 1; i <= 20; i++) {
            StoredTrace trace = new StoredTrace(database);
            trace.commitOnly(trace.span(2, 1, "llm", null, 1_000, 100).replace("gpt-4o", model));
            if (i % 5 == 0) {
                correct(Integer.toString(i));
                round(MARCH.formatted(model, ", 'preview': false"));
            }
            trace.commitOnly(trace.span(1, 0, "agent", "late", 1_000, 100).replace("gpt-4o", model));
            assertThat(database.query("select (select coalesce(sum(total_usd), 0) from span_cost) = all (array["
                            + "(select coalesce(sum(cost_usd), 0) from usage_minute),"
                            + " (select coalesce(sum(cost_usd), 0) from usage_hour)])"))
                    .containsExactly("t");
        }
        new StoredTrace(database).awaitSettled();

        done(round(MARCH.formatted(model, ", 'preview': false")));

        // 20 calls of 1100 tokens at 20 USD per million
        assertThat(database.query("select trim_scale(sum(cost_usd)) from usage_minute where model = '" + model + "'"))
                .containsExactly("0.44");
        assertRollupsEqualCharges();
    }

    @Test
    void pricingAgain_leavesOtherDaysAndModelsAlone() {
        price("1");
        StoredTrace trace = spent(1);
        correct("2");

        JsonPath april =
                done(round("{'from': '2026-04-01T00:00:00Z', 'to': '2026-05-01T00:00:00Z', 'preview': false}"));
        done(round(MARCH.formatted("other", ", 'preview': false")));

        assertThat(april.getInt("spansChanged")).isZero();
        assertThat(trace.charges()).containsExactly("1 a billed 0.0011");
    }

    @Test
    void round_canBeCancelledUntilItHasEnded() {
        price("1");
        spent(1);
        correct("2");
        String location = round(MARCH.formatted(model, ", 'preview': false"), "infinity");

        given().post(location + "/cancel").then().statusCode(200).body("state", equalTo("cancelled"));

        given().post(location + "/cancel").then().statusCode(409).contentType("application/problem+json");
        given().post(location + "/apply").then().statusCode(409);
    }

    @Test
    void roundOfAnotherProject_isNotThere() {
        database.execute("insert into project (name) values ('rounds-" + model + "')");
        String foreign = database.query("insert into repricing (project_id, kind, preview, state) select project_id,"
                        + " 'range', true, 'done' from project where name = 'rounds-" + model
                        + "' returning repricing_id")
                .get(0);

        given().get("/api/v1/repricings/" + foreign).then().statusCode(404);
        given().post("/api/v1/repricings/" + foreign + "/apply").then().statusCode(404);
        given().post("/api/v1/repricings/" + foreign + "/cancel").then().statusCode(404);
    }

    @Test
    void requestThatCannotBe_namesTheField() {
        for (String[] wrong : new String[][] {
            {"from", "{'to': '2026-04-01T00:00:00Z'}"},
            {"to", "{'from': '2026-04-01T00:00:00Z', 'to': '2026-03-01T00:00:00Z'}"},
            {"preview", "{'from': '2026-03-01T00:00:00Z', 'to': '2026-04-01T00:00:00Z', 'preview': 'no'}"},
            {"modle", "{'from': '2026-03-01T00:00:00Z', 'to': '2026-04-01T00:00:00Z', 'modle': 'x'}"},
        }) {
            given().contentType(ContentType.JSON)
                    .body(wrong[1].replace('\'', '"'))
                    .post("/api/v1/repricings")
                    .then()
                    .statusCode(400)
                    .body("parameter", equalTo(wrong[0]));
        }
    }

    @Test
    void explanation_tellsWhichTokensWhichPriceAndWhyThisSpan() {
        price("1");
        StoredTrace trace = new StoredTrace(database);
        trace.commit(
                trace.span(1, 0, "agent", "a", 1_000, 100).replace("gpt-4o", model),
                trace.span(2, 1, "llm", null, 1_000, 100).replace("gpt-4o", model));

        given().get("/api/v1/costs/spans/" + trace.id() + "/0000000000000002")
                .then()
                .statusCode(200)
                .body("billing", equalTo("billed"))
                .body("costUsd", equalTo(0.0011f))
                .body("lines", hasSize(2))
                .body("price.model", equalTo(model))
                .body("sentence", org.hamcrest.Matchers.containsString("0.0011 USD = 1000 input tokens at 1 USD"));
        given().get("/api/v1/costs/spans/" + trace.id() + "/0000000000000001")
                .then()
                .statusCode(200)
                .body("billing", equalTo("covered_by_descendant"))
                .body("paidBy", equalTo("0000000000000002"))
                .body("costUsd", equalTo(0));
        given().get("/api/v1/costs/spans/" + trace.id() + "/00000000000000ff")
                .then()
                .statusCode(404);
        given().get("/api/v1/costs/spans/xyz/00").then().statusCode(400).body("parameter", equalTo("traceId"));
    }

    private StoredTrace spent(int span) {
        StoredTrace trace = new StoredTrace(database);
        trace.commit(trace.span(span, 0, "llm", "a", 1_000, 100).replace("gpt-4o", model));
        return trace;
    }

    private void price(String usd) {
        post("/api/v1/prices", usd);
    }

    private void correct(String usd) {
        post("/api/v1/prices?correct=true", usd);
    }

    private void post(String path, String usd) {
        String body =
                "{'provider': 'openai', 'model': '%s', 'validFrom': '2026-01-01', 'prices': {'input': '%s', 'output': '%s'}}"
                        .formatted(model, usd, usd);
        given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post(path)
                .then()
                .statusCode(201);
    }

    private static String round(String body) {
        return given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/api/v1/repricings")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    /** @param dueAt when it may begin */
    private String round(String body, String dueAt) {
        database.execute("alter table repricing alter column next_attempt_at set default '" + dueAt + "'");
        try {
            return round(body);
        } finally {
            database.execute("alter table repricing alter column next_attempt_at set default now()");
        }
    }

    private static JsonPath done(String location) {
        await().until(() -> given().get(location).path("state").equals("done"));
        return given().get(location).jsonPath();
    }

    private void assertRollupsEqualCharges() {
        String charged = database.query(
                        "select trim_scale(sum(total_usd)) || ' ' || sum(unpriced_tokens) from span_cost")
                .get(0);
        for (String rollup : List.of("usage_minute", "usage_hour")) {
            assertThat(database.query("select trim_scale(sum(cost_usd)) || ' ' || sum(unpriced_tokens) from " + rollup))
                    .containsExactly(charged);
        }
    }
}
