package io.observabilityfactory.ingest.receive.http;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells a client whose content type is not OTLP's what it could send. */
class UnsupportedContentType {

    @ServerExceptionMapper
    Response explain(NotSupportedException failure) {
        return Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity("Send OTLP as " + OtlpHttpResource.PROTOBUF + " or " + MediaType.APPLICATION_JSON + "\n")
                .build();
    }
}
