package io.observabilityfactory.ingest.receive;

import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static io.observabilityfactory.testkit.OtlpSpans.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.receive.Transport.Answer;
import io.observabilityfactory.ingest.receive.Transport.Ports;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever bytes come: each export is refused as a whole, or accounted for to the last record, and what was acknowledged is there. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class DamagedExportsTest {

    private static final int TRIES = 150;
    private static final long SEED = 20_261_127;

    @ConfigProperty(name = "quarkus.grpc.server.test-port")
    int grpcPort;

    @ConfigProperty(name = "quarkus.http.test-port")
    int httpPort;

    TestDatabase database;

    /** What the ledger says of all batches so far. */
    private record Ledger(long received, long stored, long duplicates, long rejected) {

        Ledger since(Ledger before) {
            return new Ledger(
                    received - before.received,
                    stored - before.stored,
                    duplicates - before.duplicates,
                    rejected - before.rejected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void damagedExport_isRefusedOrAccountedForToTheLastRecord(Transport transport) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED + transport.ordinal());
        int taken = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] body = damaged(transport.encode(sample()), random);
            Ledger before = ledger();

            Answer answer = transport.send(new Ports(grpcPort, httpPort), Signal.TRACES, body, java.util.Map.of());

            Ledger change = ledger().since(before);
            String told =
                    "export " + i + " of " + transport + ": " + HexFormat.of().formatHex(body);
            if (answer.status().getCode() == Code.OK_VALUE) {
                taken++;
                assertThat(change.received())
                        .as(told)
                        .isEqualTo(change.stored() + change.duplicates() + change.rejected());
                assertThat(answer.hasPartialSuccess() ? answer.rejected() : 0)
                        .as(told)
                        .isEqualTo(change.rejected());
                if (transport != Transport.HTTP_JSON) {
                    assertAcknowledgedSpansAreThere(body, change, told);
                }
            } else {
                assertThat(answer.status().getCode()).as(told).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
                assertThat(change).as(told).isEqualTo(new Ledger(0, 0, 0, 0));
            }
        }
        assertThat(taken).as("exports that were taken in spite of the damage").isBetween(1, TRIES - 1);
    }

    private void assertAcknowledgedSpansAreThere(byte[] body, Ledger change, String told) {
        Optional<List<Span>> spans = spansIn(body);
        if (spans.isEmpty()) {
            return;
        }
        assertThat(change.received()).as(told).isEqualTo(spans.get().size());
        long there = spans.get().stream().filter(this::isStored).count();
        assertThat(there).as(told).isGreaterThanOrEqualTo(spans.get().size() - change.rejected());
    }

    private static Optional<List<Span>> spansIn(byte[] body) {
        try {
            return Optional.of(ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .toList());
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private boolean isStored(Span span) {
        return database.query("select 1 from span where trace_id = '\\x"
                        + HexFormat.of().formatHex(span.getTraceId().toByteArray()) + "' and span_id = '\\x"
                        + HexFormat.of().formatHex(span.getSpanId().toByteArray()) + "'")
                .contains("1");
    }

    private static ExportTraceServiceRequest sample() {
        return request(
                span("first", Instant.now(), Duration.ofMillis(5)).addAttributes(text("input.value", "what?")),
                span("second")
                        .setTraceState("a=b")
                        .addEvents(Span.Event.newBuilder().setName("event")),
                span("third"));
    }

    /** A few bytes of it are others, missing, or there twice. */
    private static byte[] damaged(byte[] body, SplittableRandom random) {
        byte[] damaged = body.clone();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged = Arrays.copyOf(damaged, Math.max(1, at));
                case 1 -> damaged = twice(damaged, at);
                default -> damaged[at] = (byte) random.nextInt(256);
            }
        }
        return damaged;
    }

    private static byte[] twice(byte[] body, int from) {
        byte[] longer = Arrays.copyOf(body, body.length + body.length - from);
        System.arraycopy(body, from, longer, body.length, body.length - from);
        return longer;
    }

    private Ledger ledger() {
        String[] sums = database.query("select concat_ws(' ', coalesce(sum(received), 0), coalesce(sum(stored), 0),"
                        + " coalesce(sum(duplicates), 0), coalesce(sum(rejected), 0)) from ingest_batch")
                .get(0)
                .split(" ");
        return new Ledger(
                Long.parseLong(sums[0]), Long.parseLong(sums[1]), Long.parseLong(sums[2]), Long.parseLong(sums[3]));
    }
}
