package io.observabilityfactory.query.ledger;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.observabilityfactory.query.TableRow;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class LedgerResourceTest {

    TestDatabase database;

    @BeforeEach
    void clear() {
        TableRow.clear(database);
    }

    private static final String DAY = "?from=2026-03-01T10:30:00Z&to=2026-03-01T13:00:00Z";

    @Test
    void ledger_addsUpHoursAndSignals() {
        TableRow.batch("2026-03-01T10:10:00Z", "5").insertInto(database);
        TableRow.batch("2026-03-01T10:50:00Z", "7").insertInto(database);
        TableRow.batch("2026-03-01T10:50:00Z", "4").with("signal", "logs").insertInto(database);
        TableRow.batch("2026-03-01T12:00:00Z", "9")
                .with("stored", "6")
                .with("duplicates", "2")
                .with("rejected", "1")
                .insertInto(database);
        TableRow.batch("2026-03-01T13:00:00Z", "3").insertInto(database);

        String cursor = get("/api/v1/ledger" + DAY + "&limit=2")
                .then()
                .statusCode(200)
                .body("items.hour", contains("2026-03-01T12:00:00Z", "2026-03-01T10:00:00Z"))
                .body("items.signal", contains("traces", "traces"))
                .body("items.received", contains(9, 12))
                .body("items[0].stored", is(6))
                .body("items[0].duplicates", is(2))
                .body("items[0].rejected", is(1))
                .extract()
                .path("nextCursor");
        get("/api/v1/ledger" + DAY + "&limit=2&cursor=" + cursor)
                .then()
                .body("items.signal", contains("logs"))
                .body("items.received", contains(4))
                .body("nextCursor", nullValue());
    }

    @Test
    void rejections_tellTheirReason() {
        TableRow.rejected("2026-03-01T12:00:00Z", "the time is in the future").insertInto(database);
        TableRow.rejected("2026-03-01T12:10:00Z", "no trace id").insertInto(database);

        String cursor = get("/api/v1/ledger/rejections" + DAY + "&limit=1")
                .then()
                .statusCode(200)
                .body("items.reason", contains("no trace id"))
                .extract()
                .path("nextCursor");
        get("/api/v1/ledger/rejections" + DAY + "&limit=1&cursor=" + cursor)
                .then()
                .body("items.reason", contains("the time is in the future"));
        assertThat(given().accept("text/csv")
                        .get("/api/v1/ledger/rejections" + DAY)
                        .asString())
                .containsPattern("traces,\"?no trace id");
    }

    @Test
    void waiting_isWhatIsStoredAndNotSettled() {
        get("/api/v1/ledger/waiting")
                .then()
                .statusCode(200)
                .body("batches", is(0))
                .body("records", is(0))
                .body("since", nullValue());
        TableRow.batch("2026-03-01T10:10:00Z", "5")
                .with("settled_at", "2026-03-01T10:10:01Z")
                .insertInto(database);
        TableRow.batch("2026-03-01T12:00:00Z", "7").insertInto(database);
        TableRow.batch("2026-03-01T11:00:00Z", "4").insertInto(database);
        TableRow.batch("2026-03-01T09:00:00Z", "9")
                .with("project_id", TableRow.otherProject(database))
                .insertInto(database);

        get("/api/v1/ledger/waiting")
                .then()
                .body("batches", is(2))
                .body("records", is(11))
                .body("since", is("2026-03-01T11:00:00Z"));
    }

    @Test
    void ledgerOfAnotherProject_isNotShown() {
        String other = TableRow.otherProject(database);
        TableRow.batch("2026-03-01T12:00:00Z", "5").with("project_id", other).insertInto(database);
        TableRow.rejected("2026-03-01T12:00:00Z", "x").with("project_id", other).insertInto(database);

        get("/api/v1/ledger" + DAY).then().statusCode(200).body("items", empty());
        get("/api/v1/ledger/rejections" + DAY).then().body("items", empty());
    }
}
