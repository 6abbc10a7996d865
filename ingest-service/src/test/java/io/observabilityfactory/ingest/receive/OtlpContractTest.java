package io.observabilityfactory.ingest.receive;

import static io.observabilityfactory.testkit.OtlpSpans.chat;
import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.receive.Transport.Answer;
import io.observabilityfactory.ingest.receive.Transport.Ports;
import io.observabilityfactory.testkit.OtlpLogs;
import io.observabilityfactory.testkit.OtlpMetrics;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What OTLP promises, whatever carries it. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class OtlpContractTest {

    @ConfigProperty(name = "quarkus.grpc.server.test-port")
    int grpcPort;

    @ConfigProperty(name = "quarkus.http.test-port")
    int httpPort;

    TestDatabase database;
    Ports ports;

    @BeforeEach
    void findPorts() {
        ports = new Ports(grpcPort, httpPort);
    }

    static Stream<Arguments> everyWayOfEverySignal() {
        return Arrays.stream(Transport.values())
                .flatMap(transport -> Arrays.stream(Signal.values()).map(signal -> Arguments.of(transport, signal)));
    }

    @ParameterizedTest
    @MethodSource("everyWayOfEverySignal")
    void export_isStoredWithItsLedgerRowWhenItIsAnswered(Transport transport, Signal signal) throws IOException {
        long before = rows(signal);
        Message request = sample(signal);

        Answer answer = transport.export(ports, signal, request);

        assertThat(answer.hasPartialSuccess()).isFalse();
        assertThat(rows(signal)).isEqualTo(before + 1);
        assertThat(database.query("select concat_ws(' ', signal, received, stored, duplicates, rejected)"
                        + " from ingest_batch order by batch_id desc limit 1"))
                .containsExactly(signal.pathName() + " 1 1 0 0");
    }

    @ParameterizedTest
    @MethodSource("everyWayOfEverySignal")
    void repeatedExport_isAnsweredOkAndStoresNothingTwice(Transport transport, Signal signal) throws IOException {
        Message request = sample(signal);
        transport.export(ports, signal, request);
        long before = rows(signal);

        Answer answer = transport.export(ports, signal, request);

        assertThat(answer.hasPartialSuccess()).isFalse();
        assertThat(rows(signal)).isEqualTo(before);
        assertThat(database.query("select duplicates from ingest_batch order by batch_id desc limit 1"))
                .containsExactly("1");
    }

    @ParameterizedTest
    @MethodSource("everyWayOfEverySignal")
    void emptyExport_isOk(Transport transport, Signal signal) throws IOException {
        Answer answer = transport.export(ports, signal, signal.request());

        assertThat(answer.hasPartialSuccess()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyWayOfEverySignal")
    void body_thatIsNoOtlp_isRefusedForGood(Transport transport, Signal signal) throws IOException {
        Answer answer = transport.send(ports, signal, new byte[] {1, 2, 3}, Map.of());

        assertThat(answer.status().getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        assertThat(answer.status().getMessage()).contains("not an OTLP export");
        assertThat(answer.status().getDetailsList()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyWayOfEverySignal")
    void compressedExport_isStored(Transport transport, Signal signal) throws IOException {
        long before = rows(signal);

        Answer answer = transport.sendCompressed(ports, signal, transport.encode(sample(signal)));

        assertThat(answer.hasPartialSuccess()).isFalse();
        assertThat(rows(signal)).isEqualTo(before + 1);
    }

    /** Over HTTP it is in {@code OtlpHttpTest}. */
    @Test
    void gzipBombOverGrpc_isRefusedBeforeItUnfolds() throws IOException {
        Answer answer = Transport.GRPC.sendCompressed(ports, Signal.TRACES, new byte[64 << 20]);

        assertThat(answer.status().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
        assertThat(answer.status().getDetailsList())
                .as("without RetryInfo nobody repeats it")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void span_arrivesWithAllItSays(Transport transport) throws IOException {
        Span.Builder call = chat("openai", "gpt-4o", 1_000, 100);

        transport.export(ports, Signal.TRACES, request(call));

        assertThat(database.query("select concat_ws(' ', span_type, provider, response_model, input_tokens,"
                        + " output_tokens, service, kind, duration_nanos) from span where trace_id = " + bytea(call)))
                .containsExactly("llm openai gpt-4o 1000 100 test-agent client 1000000000");
        assertThat(database.query("select r.attributes ->> 'service.name' from span s"
                        + " join resource r using (project_id, resource_hash) where s.trace_id = " + bytea(call)))
                .containsExactly("test-agent");
    }

    @ParameterizedTest
    @EnumSource
    void badRecord_isReportedAndItsNeighboursAreStored(Transport transport) throws IOException {
        Span.Builder good = span("good");
        Span.Builder bad = span("bad").setSpanId(ByteString.EMPTY);

        Answer answer = transport.export(ports, Signal.TRACES, request(good, bad));

        assertThat(answer.rejected()).isEqualTo(1);
        assertThat(answer.explanation()).contains("1 x span id is not 8 bytes");
        assertThat(count(good)).isEqualTo(1);
        assertThat(database.query("select reason from rejected_record order by rejected_id desc limit 1"))
                .allMatch(reason -> reason.contains("span id"));
    }

    @ParameterizedTest
    @EnumSource
    void recordThatTheDatabaseRefuses_isFoundAmongItsNeighbours(Transport transport) throws IOException {
        database.execute("alter table span add constraint no_such_name check (name <> 'refused by the database')");
        List<Span.Builder> spans =
                new ArrayList<>(Stream.generate(() -> span("fine")).limit(20).toList());
        spans.add(7, span("refused by the database"));
        try {
            Answer answer = transport.export(ports, Signal.TRACES, request(spans.toArray(Span.Builder[]::new)));

            assertThat(answer.rejected()).isEqualTo(1);
            assertThat(answer.explanation()).contains("no_such_name");
            assertThat(spans.stream().mapToLong(this::count).sum()).isEqualTo(20);
        } finally {
            database.execute("alter table span drop constraint no_such_name");
        }
        assertThat(database.query("select bool_and(received = stored + duplicates + rejected) from ledger"))
                .containsExactly("t");
    }

    @ParameterizedTest
    @EnumSource
    void partitionThatIsGone_isMadeAgain(Transport transport) throws IOException {
        transport.export(ports, Signal.TRACES, request(span("makes the partition known")));
        database.query("select relname from pg_class where relname ~ '^span_20\\d{6}$'")
                .forEach(partition -> database.execute("drop table " + partition));
        Span.Builder late = span("late");

        transport.export(ports, Signal.TRACES, request(late));

        assertThat(count(late)).isEqualTo(1);
    }

    private static Message sample(Signal signal) {
        return switch (signal) {
            case TRACES -> request(span("sample"));
            case LOGS -> OtlpLogs.request(OtlpLogs.log("sample"));
            case METRICS -> OtlpMetrics.request(OtlpMetrics.gauge("queue_depth", 3));
        };
    }

    static String table(Signal signal) {
        return switch (signal) {
            case TRACES -> "span";
            case LOGS -> "log_record";
            case METRICS -> "metric_point";
        };
    }

    private long rows(Signal signal) {
        return Long.parseLong(
                database.query("select count(*) from " + table(signal)).get(0));
    }

    private long count(Span.Builder span) {
        return Long.parseLong(
                database.query("select count(*) from span where trace_id = " + bytea(span) + " and span_id = '\\x"
                                + HexFormat.of().formatHex(span.getSpanId().toByteArray()) + "'")
                        .get(0));
    }

    private static String bytea(Span.Builder span) {
        return "'\\x" + HexFormat.of().formatHex(span.getTraceId().toByteArray()) + "'";
    }
}
