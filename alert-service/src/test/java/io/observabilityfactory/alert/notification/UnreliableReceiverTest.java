package io.observabilityfactory.alert.notification;

import static io.observabilityfactory.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.observabilityfactory.alert.Fleet;
import io.observabilityfactory.alert.MailServer;
import io.observabilityfactory.alert.Unscheduled;
import io.observabilityfactory.testkit.Patience;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A receiver that fails half of the time, and a replica that keeps dying with what it has taken. */
@QuarkusTest
@TestProfile(Unscheduled.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(MailServer.class)
class UnreliableReceiverTest {

    private static final int MESSAGES = 60;

    private final Random random = new Random(7);
    private final Map<String, Integer> answered = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    TestDatabase database;

    @Inject
    Outbox outbox;

    @Inject
    Dispatcher dispatcher;

    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void everyMessage_isTakenExactlyOnceByAReceiverThatAnswers() {
        Fleet fleet = Fleet.ofRequests(database);
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"unreliable\", \"type\": \"webhook\", \"url\": \"http://127.0.0.1:"
                        + server.getAddress().getPort() + "/\"}")
                .post("/api/v1/alerts/channels")
                .then()
                .statusCode(201);
        fleet.notifyChannel("unreliable", MESSAGES);

        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            dieWithWhatIsTaken();
            fleet.everyNotification("next_attempt_at = now()");
            dispatcher.onSchedule();
            assertThat(dispatcher.awaitIdle(Patience.A_WHILE)).isTrue();
            return fleet.undelivered() == 0;
        });

        assertThat(answered).hasSize(MESSAGES);
        assertThat(answered.values()).containsOnly(1);
    }

    /** As a replica that was killed: what it has taken waits for its lease, which the test ends soon after. */
    private void dieWithWhatIsTaken() {
        outbox.take(random.nextInt(4), List.of()).await().indefinitely();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            switch (choose(6)) {
                case 0 -> exchange.sendResponseHeaders(500, -1);
                case 1 -> {
                    exchange.getResponseHeaders().add("Retry-After", "0");
                    exchange.sendResponseHeaders(429, -1);
                }
                case 2 -> {
                    // Hangs up without a word.
                }
                default -> {
                    answered.merge(exchange.getRequestHeaders().getFirst("Idempotency-Key"), 1, Integer::sum);
                    exchange.sendResponseHeaders(200, -1);
                }
            }
        }
    }

    private synchronized int choose(int choices) {
        return random.nextInt(choices);
    }
}
