package io.observabilityfactory.query.metric;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class MetricResourceTest {

    TestDatabase database;

    @BeforeEach
    void clear() {
        TableRow.clear(database);
    }

    private static final String HOUR = "&from=2026-03-01T10:00:00Z&to=2026-03-01T11:00:00Z";

    @Test
    void series_hasTheMeanOfEachStepByGroup() {
        point("01", "10:00:10", "1", "planner").insertInto(database);
        point("02", "10:00:50", "2", "planner").insertInto(database);
        point("03", "10:05:00", "4", "planner").insertInto(database);
        point("04", "10:05:00", "NaN", "planner").insertInto(database);
        point("05", "10:00:10", "9", "coder").insertInto(database);

        series("&step=60&groupBy=agent")
                .then()
                .statusCode(200)
                .body("name", is("queue_depth"))
                .body("unit", is("1"))
                .body("aggregation", is("avg"))
                .body("stepSeconds", is(60))
                .body("series.group", contains("coder", "planner"))
                .body("series[1].points.time", contains("2026-03-01T10:00:00Z", "2026-03-01T10:05:00Z"))
                .body("series[1].points.value", contains(1.5f, 4));
        series("&step=PT1H&aggregation=max")
                .then()
                .body("series.size()", is(1))
                .body("series[0].points.value", contains(9));
        series("&step=PT1H&aggregation=sum&agent=planner").then().body("series[0].points.value", contains(7));
        series("&step=PT1H&aggregation=last&agent=planner").then().body("series[0].points.value", contains(4));
    }

    @Test
    void cumulativeSum_showsItsLastValue() {
        point("01", "10:00:10", "5", "planner")
                .with("point_type", "sum")
                .with("temporality", "cumulative")
                .insertInto(database);
        point("02", "10:00:50", "8", "planner")
                .with("point_type", "sum")
                .with("temporality", "cumulative")
                .insertInto(database);

        series("&step=60").then().body("aggregation", is("last")).body("series[0].points.value", contains(8));
    }

    @Test
    void metrics_areListedByName() {
        point("01", "10:00:10", "5", "planner").insertInto(database);
        point("02", "10:00:20", "5", "planner").insertInto(database);
        TableRow.metric("03", "gpu_utilization", "2026-03-01T10:00:00Z", "1").insertInto(database);

        String cursor = get("/api/v1/metrics?limit=1")
                .then()
                .statusCode(200)
                .body("items.name", contains("gpu_utilization"))
                .extract()
                .path("nextCursor");
        get("/api/v1/metrics?limit=1&cursor=" + cursor)
                .then()
                .body("items.name", contains("queue_depth"))
                .body("items.lastTime", contains("2026-03-01T10:00:20Z"))
                .body("nextCursor", nullValue());
    }

    @Test
    void metricsOfAnotherProject_areNotShown() {
        point("01", "10:00:10", "5", "planner")
                .with("project_id", TableRow.otherProject(database))
                .insertInto(database);

        get("/api/v1/metrics").then().body("items", empty());
        series("").then().statusCode(404);
    }

    @Test
    void badParameter_isNamed() {
        get("/api/v1/metrics/series?from=2026-03-01").then().statusCode(400).body("parameter", is("name"));
        series("&step=0").then().statusCode(400).body("parameter", is("step"));
        series("&step=1").then().statusCode(400).body("parameter", is("step"));
        series("&step=often").then().statusCode(400).body("parameter", is("step"));
        series("&aggregation=median").then().statusCode(400).body("parameter", is("aggregation"));
    }

    private static Response series(String query) {
        return get("/api/v1/metrics/series?name=queue_depth" + HOUR + query);
    }

    private static TableRow point(String id, String time, String value, String agent) {
        return TableRow.metric(id, "queue_depth", "2026-03-01T" + time + "Z", value)
                .with("unit", "1")
                .with("attributes", "{\"agent\": \"" + agent + "\"}");
    }
}
