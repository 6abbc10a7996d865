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
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.auth.AccessTest;
import io.observabilityfactory.ingest.receive.Transport.Answer;
import io.observabilityfactory.ingest.receive.Transport.Ports;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service that holds all that it may hold, a million bytes, asks for patience and loses nothing. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(AccessTest.LockedDown.class)
class OverloadTest {

    private static final int ALL = 1_000_000;
    private static final int NEARLY_ALL = 990_000;
    private static final int MOST = 600_000;
    private static final int CLIENTS = 9;
    private static final Message SMALL = request(span("small").addAttributes(text("padding", "x".repeat(20_000))));
    private static final Message MIDDLE = request(span("middle").addAttributes(text("padding", "x".repeat(500_000))));

    TestDatabase database;

    @Inject
    PrometheusMeterRegistry registry;

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
        Message request = request(span("large").addAttributes(text("padding", "x".repeat(NEARLY_ALL))));
        Map<String, String> key = key();
        CompletableFuture<Answer> large;
        try (AutoCloseable lock = database.lock("span")) {
            large = CompletableFuture.supplyAsync(() -> send(Transport.GRPC, request, key));
            await().until(() -> bytesInFlight() > NEARLY_ALL || large.isDone());
            assertThat(large).as("the large export, which cannot be stored yet").isNotDone();

            assertIsToldToComeBack(send(transport, SMALL, key()));
        }

        assertThat(large.join().status().getCode()).isEqualTo(Code.OK_VALUE);
        assertThat(send(transport, SMALL, key()).status().getCode()).isEqualTo(Code.OK_VALUE);
    }

    @ParameterizedTest
    @EnumSource
    void exportsBesideOneThatIsStillComingIn_areToldToComeBackUntilThatIsGone(Transport slow) throws Exception {
        try (Unfinished unfinished = slow.begin(ports, Signal.TRACES, new byte[MOST], 2 * MOST, key())) {
            await().until(() -> bytesInFlight() >= MOST);

            for (Transport transport : Transport.values()) {
                assertIsToldToComeBack(send(transport, MIDDLE, key()));
                assertThat(send(transport, SMALL, key()).status().getCode()).isEqualTo(Code.OK_VALUE);
                try (Unfinished another = transport.begin(ports, Signal.LOGS, new byte[MOST], 2 * MOST, key())) {
                    assertThat(another.code()).isIn(429, Code.RESOURCE_EXHAUSTED_VALUE);
                }
            }
        }

        await().until(() -> bytesInFlight() == 0);
        assertThat(send(slow, MIDDLE, key()).status().getCode()).isEqualTo(Code.OK_VALUE);
    }

    @ParameterizedTest
    @EnumSource
    void exportOfNobody_isRefusedBeforeItIsRead(Transport transport) throws Exception {
        try (Unfinished unfinished = transport.begin(ports, Signal.TRACES, new byte[1], MOST, Map.of())) {
            assertThat(unfinished.code()).isIn(401, Code.UNAUTHENTICATED_VALUE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void exportWhoseClientHasGone_isStoredAndCountsForNothingAfterwards(Transport transport) throws Exception {
        Span.Builder span = span("gone").addAttributes(text("padding", "x".repeat(MOST)));
        byte[] body = transport.encode(request(span));
        try (AutoCloseable lock = database.lock("span")) {
            try (Unfinished sent = transport.begin(ports, Signal.TRACES, body, body.length, key())) {
                sent.finish();
                await().until(this::isWaitingForTheLock);
            }
            assertThat(bytesInFlight()).isGreaterThanOrEqualTo(body.length);
        }

        await().until(() -> isStored(span));
        await().until(() -> bytesInFlight() == 0);
    }

    @Test
    void moreThanThereIsRoomFor_isTakenBitByBitAndNeverHeldAtOnce() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> exports = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Transport transport = Transport.values()[i % Transport.values().length];
                Map<String, String> key = key();
                exports.add(clients.submit(() -> await().until(
                                () -> send(transport, MIDDLE, key).status().getCode() == Code.OK_VALUE)));
            }
            await().until(() -> {
                assertThat(bytesInFlight()).isLessThanOrEqualTo(ALL);
                return exports.stream().allMatch(Future::isDone);
            });
            for (Future<?> export : exports) {
                export.get();
            }
        } finally {
            clients.shutdownNow();
        }
        await().until(() -> bytesInFlight() == 0);
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

    /** There is no such meter before the first export. Of all registries together it would be whichever's, and one knows no figures. */
    private double bytesInFlight() {
        return registry.find("observability.factory.ingest.in.flight").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private boolean isWaitingForTheLock() {
        return database.query("select 1 from pg_locks where not granted and relation = 'span'::regclass")
                .contains("1");
    }

    private boolean isStored(Span.Builder span) {
        return database.query("select 1 from span where trace_id = '\\x"
                        + HexFormat.of().formatHex(span.getTraceId().toByteArray()) + "'")
                .contains("1");
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
