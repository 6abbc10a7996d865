package io.observabilityfactory.setup.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.observabilityfactory.setup.SetupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against stand-ins for the services; the packaging module's tests run it against the real ones. */
class RoundTripTest {

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer services;
    private int statusOfIngest = 200;
    private String trace = "{\"spans\": [{}], \"costUsd\": 0.00000075}";

    @BeforeEach
    void start() throws IOException {
        services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        services.createContext("/v1/traces", exchange -> respond(exchange, statusOfIngest, "{}"));
        services.createContext("/api/v1/traces/", exchange -> respond(exchange, 200, trace));
        services.start();
    }

    @AfterEach
    void stop() {
        services.stop(0);
    }

    @Test
    void spanThatIsStoredAndPriced_isReadBack() throws Exception {
        String traceId = roundTrip(Duration.ofSeconds(60)).run();

        assertThat(requests)
                .containsExactly("POST /v1/traces Bearer key", "GET /api/v1/traces/" + traceId + " Bearer key");
    }

    @Test
    void spanThatIsNotTaken_isToldWithTheAnswer() {
        statusOfIngest = 503;

        assertThatThrownBy(() -> roundTrip(Duration.ZERO).run())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("not taken")
                .hasMessageContaining("503");
    }

    @Test
    void traceThatStaysWithoutPrice_isNoSuccess() {
        trace = "{\"spans\": [{}], \"costUsd\": null}";

        assertThatThrownBy(() -> roundTrip(Duration.ZERO).run())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("not answered with its price");
    }

    private RoundTrip roundTrip(Duration patience) {
        URI address = URI.create("http://localhost:" + services.getAddress().getPort());
        return new RoundTrip(address, address, "key", patience);
    }

    private void respond(HttpExchange exchange, int status, String body) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
