package io.observabilityfactory.ingest.receive.http;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.observabilityfactory.ingest.IngestException;
import io.observabilityfactory.ingest.IngestException.Retryable;
import io.observabilityfactory.ingest.receive.OtlpStatus;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Failures as OTLP/HTTP wants them: a fitting status code, {@code Retry-After}, and a status message as the body. */
class OtlpHttpErrors {

    private static final int TOO_MANY_REQUESTS = 429;

    @ServerExceptionMapper
    Response refused(IngestException failure) {
        Status status = OtlpStatus.of(failure);
        Response.ResponseBuilder response = Response.status(httpStatus(status))
                .type(TraceHttpResource.PROTOBUF)
                .entity(status.toByteArray());
        if (failure instanceof Retryable retryable) {
            response.header(HttpHeaders.RETRY_AFTER, retryable.retryAfter().toSeconds());
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response unsupported(NotSupportedException failure) {
        return Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity("Send OTLP as " + TraceHttpResource.PROTOBUF + "\n")
                .build();
    }

    private static int httpStatus(Status status) {
        return switch (Code.forNumber(status.getCode())) {
            case INVALID_ARGUMENT -> Response.Status.BAD_REQUEST.getStatusCode();
            case RESOURCE_EXHAUSTED -> TOO_MANY_REQUESTS;
            default -> Response.Status.SERVICE_UNAVAILABLE.getStatusCode();
        };
    }
}
