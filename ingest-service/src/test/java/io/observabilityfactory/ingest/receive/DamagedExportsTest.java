package io.observabilityfactory.ingest.receive;

import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static io.observabilityfactory.testkit.OtlpSpans.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.receive.Transport.Answer;
import io.observabilityfactory.ingest.receive.Transport.Ports;
import io.observabilityfactory.testkit.OtlpLogs;
import io.observabilityfactory.testkit.OtlpMetrics;
import io.observabilityfactory.testkit.OtlpSpans;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes come: each export is refused as a whole, or accounted for to the last record, and what was acknowledged is there. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class DamagedExportsTest {

    private static final int TRIES = 40;
    private static final long SEED = 20_261_127;

    @ConfigProperty(name = "quarkus.grpc.server.test-port")
    int grpcPort;

    @ConfigProperty(name = "quarkus.http.test-port")
    int httpPort;

    TestDatabase database;

    /** What the ledger says of all batches so far, and how many records of the signal there are. */
    private record Stored(long received, long stored, long duplicates, long rejected, long rows) {

        static final Stored NOTHING = new Stored(0, 0, 0, 0, 0);

        Stored since(Stored before) {
            return new Stored(
                    received - before.received,
                    stored - before.stored,
                    duplicates - before.duplicates,
                    rejected - before.rejected,
                    rows - before.rows);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWayOfEverySignal")
    void damagedExport_isRefusedOrAccountedForToTheLastRecord(Transport transport, Signal signal) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED + transport.ordinal() + 10L * signal.ordinal());
        int taken = 0;
        Stored before = stored(signal);
        for (int i = 0; i < TRIES; i++) {
            byte[] body = damaged(transport.encode(sample(signal)), random);

            Answer answer = transport.send(new Ports(grpcPort, httpPort), signal, body, java.util.Map.of());

            Stored after = stored(signal);
            Stored change = after.since(before);
            before = after;
            String told = "export " + i + " of " + signal + " over " + transport + ": "
                    + HexFormat.of().formatHex(body);
            if (answer.status().getCode() == Code.OK_VALUE) {
                taken++;
                assertIsAccountedFor(answer, change, told);
                if (transport != Transport.HTTP_JSON) {
                    assertNothingIsLeftOut(signal, body, change, told);
                }
            } else {
                assertThat(answer.status().getCode()).as(told).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
                assertThat(change).as(told).isEqualTo(Stored.NOTHING);
            }
        }
        assertThat(taken).as("exports that were taken in spite of the damage").isBetween(1, TRIES - 1);
    }

    private static void assertIsAccountedFor(Answer answer, Stored change, String told) {
        assertThat(change.received()).as(told).isEqualTo(change.stored() + change.duplicates() + change.rejected());
        assertThat(change.rows()).as(told).isEqualTo(change.stored());
        assertThat(answer.hasPartialSuccess() ? answer.rejected() : 0).as(told).isEqualTo(change.rejected());
    }

    static Stream<Arguments> everyWayOfEverySignal() {
        return OtlpContractTest.everyWayOfEverySignal();
    }

    /** When protobuf itself can read all of it, all that it reads was counted, and spans that were not rejected are there. */
    private void assertNothingIsLeftOut(Signal signal, byte[] body, Stored change, String told) {
        Optional<Message> readable = readable(signal, body);
        readable.ifPresent(request -> assertThat(change.received()).as(told).isEqualTo(records(request)));
        if (readable.orElse(null) instanceof ExportTraceServiceRequest request) {
            List<Span> spans = spans(request).toList();
            assertThat(stored(spans)).as(told).isGreaterThanOrEqualTo(spans.size() - change.rejected());
        }
    }

    private static Optional<Message> readable(Signal signal, byte[] body) {
        try {
            return Optional.of(signal.request().getParserForType().parseFrom(body));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static long records(Message request) {
        if (request instanceof ExportTraceServiceRequest traces) {
            return spans(traces).count();
        }
        if (request instanceof ExportLogsServiceRequest logs) {
            return logs.getResourceLogsList().stream()
                    .flatMap(resource -> resource.getScopeLogsList().stream())
                    .mapToLong(ScopeLogs::getLogRecordsCount)
                    .sum();
        }
        return ((ExportMetricsServiceRequest) request)
                .getResourceMetricsList().stream()
                        .flatMap(resource -> resource.getScopeMetricsList().stream())
                        .flatMap(scope -> scope.getMetricsList().stream())
                        .mapToLong(metric -> metric.getGauge().getDataPointsCount()
                                + metric.getSum().getDataPointsCount()
                                + metric.getHistogram().getDataPointsCount()
                                + metric.getExponentialHistogram().getDataPointsCount()
                                + metric.getSummary().getDataPointsCount())
                        .sum();
    }

    private static Stream<Span> spans(ExportTraceServiceRequest request) {
        return request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream());
    }

    private long stored(List<Span> spans) {
        String keys = spans.stream()
                .map(span ->
                        "('\\x" + HexFormat.of().formatHex(span.getTraceId().toByteArray()) + "'::bytea, '\\x"
                                + HexFormat.of().formatHex(span.getSpanId().toByteArray()) + "'::bytea)")
                .collect(Collectors.joining(", "));
        return spans.isEmpty()
                ? 0
                : Long.parseLong(database.query("select count(*) from (values " + keys + ") as sent (trace, id)"
                                + " where exists (select from span where trace_id = trace and span_id = id)")
                        .get(0));
    }

    private static Message sample(Signal signal) {
        return switch (signal) {
            case TRACES ->
                request(
                        span("first", Instant.now(), Duration.ofMillis(5)).addAttributes(text("input.value", "what?")),
                        span("second")
                                .setTraceState("a=b")
                                .addEvents(Span.Event.newBuilder().setName("event")),
                        span("third"));
            case LOGS ->
                OtlpLogs.request(
                        OtlpLogs.log("first").addAttributes(text("input.value", "what?")),
                        OtlpLogs.log("second").setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_WARN),
                        OtlpLogs.log("third").setTraceId(span("of").getTraceId()));
            case METRICS ->
                OtlpMetrics.request(
                        OtlpMetrics.gauge("queue_depth", 3).setUnit("1"),
                        OtlpMetrics.gauge("memory_usage", 0.5),
                        Metric.newBuilder()
                                .setName("latency")
                                .setHistogram(Histogram.newBuilder()
                                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                                        .addDataPoints(HistogramDataPoint.newBuilder()
                                                .setTimeUnixNano(OtlpSpans.nanos(Instant.now()))
                                                .setCount(3)
                                                .setSum(7)
                                                .addExplicitBounds(1)
                                                .addBucketCounts(1)
                                                .addBucketCounts(2))));
        };
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

    private Stored stored(Signal signal) {
        String[] sums = database.query("select concat_ws(' ', coalesce(sum(received), 0), coalesce(sum(stored), 0),"
                        + " coalesce(sum(duplicates), 0), coalesce(sum(rejected), 0), (select count(*) from "
                        + OtlpContractTest.table(signal) + ")) from ingest_batch")
                .get(0)
                .split(" ");
        return new Stored(
                Long.parseLong(sums[0]),
                Long.parseLong(sums[1]),
                Long.parseLong(sums[2]),
                Long.parseLong(sums[3]),
                Long.parseLong(sums[4]));
    }
}
