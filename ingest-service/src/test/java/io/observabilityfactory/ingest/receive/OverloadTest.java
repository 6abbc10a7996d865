package io.observabilityfactory.ingest.receive;

import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static io.observabilityfactory.testkit.OtlpSpans.text;
import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.auth.AccessTest;
import io.observabilityfactory.ingest.receive.Transport.Answer;
import io.observabilityfactory.ingest.receive.Transport.Ports;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service that holds all that it may hold, a million bytes, asks for patience and loses nothing. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(AccessTest.LockedDown.class)
class OverloadTest {

    private static final int NEARLY_ALL = 990_000;
    private static final Message SMALL = request(span("small").addAttributes(text("padding", "x".repeat(20_000))));

    TestDatabase database;

    @Inject
    MeterRegistry registry;

    @ConfigProperty(name = "quarkus.grpc.server.test-port")
    int grpcPort;

    @ConfigProperty(name = "quarkus.http.test-port")
    int httpPort;

    private Ports ports;

    @BeforeEach
    void findPorts() {
        ports = new Ports(grpcPort, httpPort);
    }

    @ParameterizedTest
    @EnumSource
    void exportBesideOneThatFillsTheBudget_isToldToComeBackAndThenTaken(Transport transport) throws Exception {
        CompletableFuture<Answer> large;
        try (AutoCloseable lock = database.lock("span")) {
            Message request = request(span("large").addAttributes(text("padding", "x".repeat(NEARLY_ALL))));
            Map<String, String> key = key();
            large = CompletableFuture.supplyAsync(() -> send(Transport.GRPC, request, key));
            await().until(() -> bytesInFlight() > NEARLY_ALL);

            assertIsToldToComeBack(send(transport, SMALL, key()));
        }

        assertThat(large.join().status().getCode()).isEqualTo(Code.OK_VALUE);
        assertThat(send(transport, SMALL, key()).status().getCode()).isEqualTo(Code.OK_VALUE);
    }

    private static void assertIsToldToComeBack(Answer answer) throws IOException {
        assertThat(answer.status().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
        assertThat(answer.status()
                        .getDetails(0)
                        .unpack(RetryInfo.class)
                        .getRetryDelay()
                        .getSeconds())
                .isPositive();
        if (answer.http() != null) {
            assertThat(answer.http().statusCode()).isEqualTo(429);
            assertThat(answer.http().headers().firstValue("Retry-After")).isPresent();
        }
    }

    private Answer send(Transport transport, Message request, Map<String, String> headers) {
        try {
            return transport.send(ports, Signal.TRACES, transport.encode(request), headers);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** There is no such meter before the first export. */
    private double bytesInFlight() {
        return registry.find("observability.factory.ingest.in.flight").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    /** Of a project of its own: the rate of projects is not what this is about. */
    private Map<String, String> key() throws SQLException {
        String project = "overload-" + UUID.randomUUID();
        return Map.of(
                "x-api-key",
                new ApiKeys(database.dataSource())
                        .create(project, "test", Set.of(Scope.INGEST))
                        .secret()
                        .value());
    }
}
