package io.observabilityfactory.ingest.receive.http;

import io.observabilityfactory.ingest.OtlpIngest;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.auth.Access;
import io.observabilityfactory.ingest.decode.Encoding;
import io.observabilityfactory.model.access.Credentials;
import io.observabilityfactory.service.access.ChecksAccessItself;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/traces}, {@code /v1/logs} and {@code /v1/metrics}, as protobuf and as JSON. */
@Path("/v1")
@ChecksAccessItself
public class OtlpHttpResource {

    private static final String PROTOBUF = "application/x-protobuf";
    private static final MediaType PROTOBUF_TYPE = MediaType.valueOf(PROTOBUF);

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
        return encoding(headers.getMediaType())
                .map(encoding -> export(signal, encoding, body, headers))
                .orElseGet(() -> Uni.createFrom().item(unsupported()));
    }

    private Uni<Response> export(Signal signal, Encoding encoding, byte[] body, HttpHeaders headers) {
        return Uni.createFrom()
                .deferred(() -> ingest.export(signal, encoding, body, credentials(headers)))
                .map(answer -> Response.ok(answer, encoding.contentType()).build())
                .onFailure()
                .recoverWithItem(failure -> OtlpHttpAnswer.of(failure, encoding));
    }

    /** Whoever does not say what he sends sends what most do. */
    private static Optional<Encoding> encoding(@Nullable MediaType type) {
        if (type == null || PROTOBUF_TYPE.isCompatible(type)) {
            return Optional.of(Encoding.PROTOBUF);
        }
        return MediaType.APPLICATION_JSON_TYPE.isCompatible(type) ? Optional.of(Encoding.JSON) : Optional.empty();
    }

    private static Response unsupported() {
        return Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity("Send OTLP as " + PROTOBUF + " or " + MediaType.APPLICATION_JSON + "\n")
                .build();
    }

    private static Optional<Credentials> credentials(HttpHeaders headers) {
        return Access.credentials(
                headers.getHeaderString(Credentials.AUTHORIZATION), headers.getHeaderString(Credentials.API_KEY));
    }
}
