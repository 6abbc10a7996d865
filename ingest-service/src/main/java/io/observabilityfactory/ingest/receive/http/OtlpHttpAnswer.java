package io.observabilityfactory.ingest.receive.http;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.observabilityfactory.ingest.IngestException.Retryable;
import io.observabilityfactory.ingest.decode.Encoding;
import io.observabilityfactory.ingest.receive.OtlpStatus;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Failures as OTLP/HTTP wants them: a fitting status code, {@code Retry-After}, and a status message as the body. */
final class OtlpHttpAnswer {

    private static final int TOO_MANY_REQUESTS = 429;

    private OtlpHttpAnswer() {}

    static Response of(Throwable failure, Encoding encoding) {
        Status status = OtlpStatus.of(failure);
        Response.ResponseBuilder response = Response.status(httpStatus(Code.forNumber(status.getCode())))
                .type(encoding.contentType())
                .entity(encoding.encode(status));
        if (failure instanceof Retryable retryable) {
            response.header(HttpHeaders.RETRY_AFTER, retryable.retryAfter().toSeconds());
        }
        if (status.getCode() == Code.UNAUTHENTICATED_VALUE) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer, Basic realm=\"ObservabilityFactory\"");
        }
        return response.build();
    }

    private static int httpStatus(Code code) {
        return switch (code) {
            case INVALID_ARGUMENT -> 400;
            case UNAUTHENTICATED -> 401;
            case PERMISSION_DENIED -> 403;
            case RESOURCE_EXHAUSTED -> TOO_MANY_REQUESTS;
            case UNAVAILABLE -> 503;
            default -> 500;
        };
    }
}
