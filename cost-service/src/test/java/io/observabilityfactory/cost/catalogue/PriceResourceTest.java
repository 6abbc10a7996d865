package io.observabilityfactory.cost.catalogue;

import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class PriceResourceTest {

    private static final String PRICES = "/api/v1/prices";

    TestDatabase database;

    @BeforeEach
    void shippedPricesAreThere() {
        await().until(() -> database.query("select 1 from price_import where file = 'openai'")
                        .size()
                == 1);
    }

    @Test
    void post_createsAPriceOfTheProject() {
        String location = post(price("created", "2026-01-01", "'input': '1.50'"))
                .statusCode(201)
                .body("own", equalTo(true))
                .extract()
                .header("Location");

        given().get(location)
                .then()
                .statusCode(200)
                .body("model", equalTo("created"))
                .body("prices.input", equalTo("1.5"))
                .body("validFrom", equalTo("2026-01-01T00:00:00Z"));
        given().get(PRICES + "?own=true&model=created").then().body("items", hasSize(1));
        given().get("/api/v1/models?provider=acme")
                .then()
                .body("items.model", hasItem("created"))
                .body("items.find { it.model == 'created' }.current.prices.input", equalTo("1.5"));
    }

    @Test
    void get_listsShippedPricesPageByPage() {
        String cursor = given().get(PRICES + "?provider=openai&limit=2")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.own", hasItem(false))
                .body("nextCursor", notNullValue())
                .extract()
                .path("nextCursor");
        given().get(PRICES + "?provider=openai&limit=2&cursor=" + cursor)
                .then()
                .body("items[0].id", org.hamcrest.Matchers.greaterThan(Integer.parseInt(cursor)));
    }

    @Test
    void post_ofAVersionThatOverlaps_isAConflict() {
        post(price("overlapping", "2026-01-01", "'input': '1'")).statusCode(201);

        problem(post(price("overlapping", "2026-01-01", "'input': '2'")), 409, "validFrom");
        post(price("overlapping", "2026-02-01", "'input': '2'")).statusCode(201);
        problem(
                post(price("overlapping", "2026-01-15", "'input': '2'")
                        .replace("}}", "}, \"validTo\": \"2026-02-02\"}")),
                409,
                "validTo");
        problem(
                post(price("another", "2026-01-01", "'input': '2'")
                        .replace("}}", "}, \"aliases\": [\"overlapping\"]}")),
                409,
                "aliases");
    }

    @Test
    void correction_supersedesAndKeepsTheWrongVersion() {
        int wrong =
                post(price("corrected", "2026-01-01", "'input': '3'")).extract().path("id");

        given().contentType(ContentType.JSON)
                .body(price("corrected", "2026-01-01", "'input': '2.5'"))
                .post(PRICES + "?correct=true")
                .then()
                .statusCode(201)
                .body("supersedes", equalTo(wrong));

        given().get(PRICES + "?model=corrected").then().body("items.prices.input", equalTo(java.util.List.of("2.5")));
        given().get(PRICES + "/" + wrong + "/history")
                .then()
                .body("items.prices.input", equalTo(java.util.List.of("3", "2.5")));
        problem(
                given().contentType(ContentType.JSON)
                        .body(price("corrected", "2026-07-01", "'input': '2.5'"))
                        .post(PRICES + "?correct=true")
                        .then(),
                400,
                "validFrom");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    prices.output   | {'provider': 'p', 'model': 'm', 'validFrom': '2026-01-01', 'prices': {'output': '-1'}}
                    prices.outputs  | {'provider': 'p', 'model': 'm', 'validFrom': '2026-01-01', 'prices': {'outputs': '1'}}
                    validFrom       | {'provider': 'p', 'model': 'm', 'prices': {'output': '1'}}
                    model           | {'provider': 'p', 'validFrom': '2026-01-01', 'prices': {'output': '1'}}
                    provider        | {'provider': ' ', 'model': 'm', 'validFrom': '2026-01-01', 'prices': {'output': '1'}}
                    pricse          | {'provider': 'p', 'model': 'm', 'validFrom': '2026-01-01', 'pricse': {'output': '1'}}
                    body            | []
                    """)
    void post_ofSomethingInvalid_namesTheField(String parameter, String body) {
        problem(post(body.replace('\'', '"')), 400, parameter);
    }

    @Test
    void post_ofSomethingElseThanJson_isAProblem() {
        post("{\"provider\": ").statusCode(400).contentType("application/problem+json");
    }

    @Test
    void priceOfAnotherProject_isNotThere() {
        database.execute("insert into project (name) values ('strangers')");
        String id = database.query("""
                insert into model_price (project_id, provider, model, valid_from, rates, source)
                select project_id, 'acme', 'secret', '2026-01-01', '{"prices": {"input": "1"}}', 'contract'
                from project where name = 'strangers' returning price_id""").get(0);

        problem(given().get(PRICES + "/" + id).then(), 404, null);
        problem(given().get(PRICES + "/" + id + "/history").then(), 404, null);
        given().get(PRICES + "?model=secret").then().body("items", hasSize(0));
        given().get("/api/v1/models").then().body("items.model", not(hasItem("secret")));
        estimate("{'provider': 'acme', 'model': 'secret', 'usage': {'input': 10}}")
                .body("unpricedTokens", equalTo(10));
        assertThat(given().get(PRICES + "/export").asString()).doesNotContain("secret");
    }

    @Test
    void estimate_tellsTheCostBeforeItHappens() {
        String answer = estimate("{'provider': 'openai', 'model': 'gpt-5', 'at': '2025-11-01T00:00:00Z',"
                        + " 'serviceTier': 'flex', 'usage': {'input': 7777, 'cacheRead': 2223, 'output': 1001,"
                        + " 'reasoning': 4000}}")
                .statusCode(200)
                .body("unpricedTokens", equalTo(0))
                .body("serviceTier", equalTo("flex"))
                .body("price.model", equalTo("gpt-5"))
                .body("lines", hasSize(4))
                .body("sentence", containsString("0.0300045625 USD = 7777 input tokens at 0.625 USD per million"))
                .extract()
                .asString();
        assertThat(answer).contains("\"costUsd\":0.0300045625,");
    }

    @Test
    void estimate_ofAModelWithoutAPrice_isUnpriced() {
        estimate("{'model': 'never-heard-of', 'usage': {'input': 10}}")
                .statusCode(200)
                .body("unpricedTokens", equalTo(10))
                .body("sentence", containsString("unknown"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    model        | {'usage': {'input': 10}}
                    usage        | {'model': 'm'}
                    usage.inputs | {'model': 'm', 'usage': {'inputs': 10}}
                    usage.input  | {'model': 'm', 'usage': {'input': -10}}
                    usage.input  | {'model': 'm', 'usage': {'input': 0.5}}
                    at           | {'model': 'm', 'at': 'now', 'usage': {'input': 10}}
                    """)
    void estimate_ofSomethingInvalid_namesTheField(String parameter, String body) {
        problem(estimate(body), 400, parameter);
    }

    @Test
    void import_ofACsv_addsOwnPricesAndTellsWhatItRefused() {
        String csv = "provider,model,validFrom,input\nacme,imported,2026-01-01,1\nacme,negative,2026-01-01,-1\n";
        take(csv, "csv&dryRun=true").body("added", equalTo(1)).body("refused.parameter", hasItem("prices.input"));
        given().get(PRICES + "?model=imported").then().body("items", hasSize(0));

        take(csv, "csv").body("added", equalTo(1));

        take(csv, "csv").body("added", equalTo(0)).body("unchanged", equalTo(1));
        assertThat(given().get(PRICES + "/export?format=csv&own=true").asString())
                .contains("acme,imported,,2026-01-01T");
    }

    @Test
    void import_ofTheConfigurationFile_pricesWhoeverProvidesTheModel() {
        take("cost_tracking:\n  pricing: {house-model: 0.03}\n", "config").body("added", equalTo(1));

        assertThat(estimate("{'provider': 'ollama', 'model': 'house-model', 'usage': {'input': 1000}}")
                        .extract()
                        .asString())
                .contains("\"costUsd\":0.03,");
    }

    @Test
    void import_inAnUnknownFormat_namesTheParameter() {
        problem(given().body("x").post(PRICES + "/import?format=xml").then(), 400, "format");
        problem(given().body("{").post(PRICES + "/import").then(), 400, "body");
    }

    private static ValidatableResponse take(String text, String format) {
        return given().contentType("text/plain")
                .body(text)
                .post(PRICES + "/import?format=" + format)
                .then()
                .statusCode(200);
    }

    private static String price(String model, String validFrom, String prices) {
        return ("{'provider': 'acme', 'model': '" + model + "', 'validFrom': '" + validFrom + "', 'prices': {" + prices
                        + "}}")
                .replace('\'', '"');
    }

    private static ValidatableResponse estimate(String body) {
        return given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post(PRICES + "/estimate")
                .then();
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON).body(body).post(PRICES).then();
    }

    private static void problem(ValidatableResponse response, int status, String parameter) {
        response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("parameter", equalTo(parameter));
    }
}
