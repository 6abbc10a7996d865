package io.observabilityfactory.ingest.receive.http;

import io.observabilityfactory.ingest.OtlpIngest;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.auth.Access;
import io.observabilityfactory.ingest.decode.Encoding;
import io.observabilityfactory.model.access.Credentials;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code POST /v1/traces}, {@code /v1/logs} and {@code /v1/metrics}, as protobuf and as JSON. */
@Path("/v1")
@Consumes({OtlpHttpResource.PROTOBUF, MediaType.APPLICATION_JSON})
public class OtlpHttpResource {

    static final String PROTOBUF = "application/x-protobuf";

    private final OtlpIngest ingest;

    OtlpHttpResource(OtlpIngest ingest) {
        this.ingest = ingest;
    }

    @POST
    @Path("/traces")
    public Uni<Response> traces(byte[] body, @Context HttpHeaders headers) {
        return export(Signal.TRACES, body, headers);
    }

    @POST
    @Path("/logs")
    public Uni<Response> logs(byte[] body, @Context HttpHeaders headers) {
        return export(Signal.LOGS, body, headers);
    }

    @POST
    @Path("/metrics")
    public Uni<Response> metrics(byte[] body, @Context HttpHeaders headers) {
        return export(Signal.METRICS, body, headers);
    }

    private Uni<Response> export(Signal signal, byte[] body, HttpHeaders headers) {
        Encoding encoding = encoding(headers);
        return Uni.createFrom()
                .deferred(() -> ingest.export(signal, encoding, body, credentials(headers)))
                .map(answer -> Response.ok(answer, encoding.contentType()).build())
                .onFailure()
                .recoverWithItem(failure -> OtlpHttpAnswer.of(failure, encoding));
    }

    private static Encoding encoding(HttpHeaders headers) {
        return MediaType.APPLICATION_JSON_TYPE.isCompatible(headers.getMediaType()) ? Encoding.JSON : Encoding.PROTOBUF;
    }

    private static java.util.Optional<Credentials> credentials(HttpHeaders headers) {
        return Access.credentials(
                headers.getHeaderString(Credentials.AUTHORIZATION), headers.getHeaderString(Credentials.API_KEY));
    }
}
