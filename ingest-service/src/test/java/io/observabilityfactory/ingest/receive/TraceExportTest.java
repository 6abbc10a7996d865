package io.observabilityfactory.ingest.receive;

import static io.observabilityfactory.testkit.OtlpSpans.chat;
import static io.observabilityfactory.testkit.OtlpSpans.request;
import static io.observabilityfactory.testkit.OtlpSpans.span;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.observabilityfactory.testkit.PostgresResource;
import io.observabilityfactory.testkit.TestDatabase;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds over every transport, and what each adds. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class TraceExportTest {

    private static final String PROTOBUF = "application/x-protobuf";

    @ConfigProperty(name = "quarkus.grpc.server.test-port")
    int grpcPort;

    TestDatabase database;
    ManagedChannel channel;

    enum Transport {
        GRPC,
        HTTP
    }

    @BeforeEach
    void connect() {
        channel = NettyChannelBuilder.forAddress("localhost", grpcPort)
                .usePlaintext()
                .build();
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void export_isStoredWithItsLedgerRowWhenItIsAnswered(Transport transport) {
        Span.Builder call = chat("openai", "gpt-4o", 1_000, 100);

        ExportTraceServiceResponse response = export(transport, request(call));

        assertThat(response.hasPartialSuccess()).isFalse();
        assertThat(database.query("select concat_ws(' ', span_type, provider, response_model, input_tokens,"
                        + " output_tokens, service) from span where trace_id = " + bytea(call)))
                .containsExactly("llm openai gpt-4o 1000 100 test-agent");
        assertThat(database.query("select concat_ws(' ', b.received, b.stored, b.duplicates, b.rejected,"
                        + " b.settled_at is null, b.first_span_time = s.start_time)"
                        + " from span s join ingest_batch b using (batch_id) where s.trace_id = " + bytea(call)))
                .containsExactly("1 1 0 0 t t");
        assertThat(database.query("select r.attributes ->> 'service.name' from span s"
                        + " join resource r using (project_id, resource_hash) where s.trace_id = " + bytea(call)))
                .containsExactly("test-agent");
    }

    @ParameterizedTest
    @EnumSource
    void repeatedExport_isAnsweredOkAndStoresNothingTwice(Transport transport) {
        Span.Builder call = chat("openai", "gpt-4o", 1_000, 100);
        export(transport, request(call));
        long duplicates = ledger("duplicates");

        ExportTraceServiceResponse response = export(transport, request(call, call));

        assertThat(response.hasPartialSuccess()).isFalse();
        assertThat(ledger("duplicates")).isEqualTo(duplicates + 2);
        assertThat(count(call)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void badRecord_isReportedAndItsNeighboursAreStored(Transport transport) {
        Span.Builder good = span("good");
        Span.Builder bad = span("bad").setSpanId(ByteString.EMPTY);

        ExportTraceServiceResponse response = export(transport, request(good, bad));

        assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(1);
        assertThat(response.getPartialSuccess().getErrorMessage()).contains("span id is not 8 bytes");
        assertThat(count(good)).isEqualTo(1);
        assertThat(database.query("select reason from rejected_record")).anyMatch(it -> it.contains("span id"));
    }

    @ParameterizedTest
    @EnumSource
    void recordThatTheDatabaseRefuses_isFoundAmongItsNeighbours(Transport transport) {
        database.execute("alter table span add constraint no_such_name check (name <> 'refused by the database')");
        List<Span.Builder> spans =
                new ArrayList<>(Stream.generate(() -> span("fine")).limit(20).toList());
        spans.add(7, span("refused by the database"));
        try {
            ExportTraceServiceResponse response = export(transport, request(spans.toArray(Span.Builder[]::new)));

            assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(1);
            assertThat(response.getPartialSuccess().getErrorMessage()).contains("no_such_name");
            assertThat(spans.stream().mapToLong(this::count).sum()).isEqualTo(20);
        } finally {
            database.execute("alter table span drop constraint no_such_name");
        }
        assertThat(ledger("received")).isEqualTo(ledger("stored") + ledger("duplicates") + ledger("rejected"));
    }

    @ParameterizedTest
    @EnumSource
    void partitionThatIsGone_isMadeAgain(Transport transport) {
        export(transport, request(span("makes the partition known")));
        database.query("select relname from pg_class where relname ~ '^span_20\\d{6}$'")
                .forEach(partition -> database.execute("drop table " + partition));
        Span.Builder late = span("late");

        export(transport, request(late));

        assertThat(count(late)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void emptyExport_isOk(Transport transport) {
        assertThat(export(transport, ExportTraceServiceRequest.getDefaultInstance()))
                .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
    }

    @Test
    void compressedBody_isUnderstood() throws IOException {
        Span.Builder call = span("compressed");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            request(call).writeTo(gzip);
        }

        given().contentType(PROTOBUF)
                .header("Content-Encoding", "gzip")
                .body(body.toByteArray())
                .post("/v1/traces")
                .then()
                .statusCode(200);

        assertThat(count(call)).isEqualTo(1);
    }

    @Test
    void undecodableBody_isBadRequestWithAStatusMessage() throws IOException {
        byte[] answer = given().contentType(PROTOBUF)
                .body(new byte[] {1, 2, 3})
                .post("/v1/traces")
                .then()
                .statusCode(400)
                .contentType(PROTOBUF)
                .extract()
                .asByteArray();

        Status status = Status.parseFrom(answer);
        assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        assertThat(status.getMessage()).contains("not an OTLP trace export");
    }

    @Test
    void otherContentType_isUnsupportedAndToldWhatToSend() {
        given().contentType("text/plain")
                .body("hello")
                .post("/v1/traces")
                .then()
                .statusCode(415)
                .body(containsString(PROTOBUF));
    }

    @Test
    void undecodableMessageOverGrpc_costsTheConnectionNothing() {
        Span.Builder after = span("after");
        assertThatThrownBy(() -> io.grpc.stub.ClientCalls.blockingUnaryCall(
                        channel, garbageMethod(), io.grpc.CallOptions.DEFAULT, new byte[] {1, 2, 3}))
                .isInstanceOf(StatusRuntimeException.class);

        export(Transport.GRPC, request(after));

        assertThat(count(after)).isEqualTo(1);
    }

    private ExportTraceServiceResponse export(Transport transport, ExportTraceServiceRequest request) {
        Function<ExportTraceServiceRequest, ExportTraceServiceResponse> exporter =
                transport == Transport.GRPC ? TraceServiceGrpc.newBlockingStub(channel)::export : this::post;
        return exporter.apply(request);
    }

    private ExportTraceServiceResponse post(ExportTraceServiceRequest request) {
        try {
            return ExportTraceServiceResponse.parseFrom(given().contentType(PROTOBUF)
                    .body(request.toByteArray())
                    .post("/v1/traces")
                    .then()
                    .statusCode(200)
                    .contentType(PROTOBUF)
                    .extract()
                    .asByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static io.grpc.MethodDescriptor<byte[], ExportTraceServiceResponse> garbageMethod() {
        return TraceServiceGrpc.getExportMethod().toBuilder(
                        new BytesMarshaller(),
                        TraceServiceGrpc.getExportMethod().getResponseMarshaller())
                .build();
    }

    private long count(Span.Builder span) {
        return Long.parseLong(
                database.query("select count(*) from span where trace_id = " + bytea(span) + " and span_id = '\\x"
                                + HexFormat.of().formatHex(span.getSpanId().toByteArray()) + "'")
                        .get(0));
    }

    private long ledger(String column) {
        return Long.parseLong(database.query("select coalesce(sum(" + column + "), 0) from ingest_batch")
                .get(0));
    }

    private static String bytea(Span.Builder span) {
        return "'\\x" + HexFormat.of().formatHex(span.getTraceId().toByteArray()) + "'";
    }

    private static final class BytesMarshaller implements io.grpc.MethodDescriptor.Marshaller<byte[]> {

        @Override
        public java.io.InputStream stream(byte[] value) {
            return new java.io.ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(java.io.InputStream stream) {
            throw new UnsupportedOperationException("only sent");
        }
    }
}
