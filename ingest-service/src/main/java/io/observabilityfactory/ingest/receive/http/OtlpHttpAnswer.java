package io.observabilityfactory.ingest.receive.http;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.observabilityfactory.ingest.IngestException.Retryable;
import io.observabilityfactory.ingest.IngestException.TooLarge;
import io.observabilityfactory.ingest.decode.Encoding;
import io.observabilityfactory.ingest.receive.OtlpStatus;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Answers as OTLP/HTTP wants them: of failures a fitting status code, {@code Retry-After}, and a status message as the body. */
record OtlpHttpAnswer(int status, MultiMap headers, byte[] body) {

    private static final int OK = 200;

    static OtlpHttpAnswer ok(byte[] body, Encoding encoding) {
        return new OtlpHttpAnswer(OK, typed(encoding.contentType()), body);
    }

    static OtlpHttpAnswer of(Throwable failure, Encoding encoding) {
        Status status = OtlpStatus.of(failure);
        MultiMap headers = typed(encoding.contentType());
        if (failure instanceof Retryable retryable) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(retryable.retryAfter().toSeconds()));
        }
        if (status.getCode() == Code.UNAUTHENTICATED_VALUE) {
            headers.set("WWW-Authenticate", "Bearer, Basic realm=\"ObservabilityFactory\"");
        }
        int httpStatus = failure instanceof TooLarge ? 413 : httpStatus(Code.forNumber(status.getCode()));
        return new OtlpHttpAnswer(httpStatus, headers, encoding.encode(status));
    }

    private static MultiMap typed(String contentType) {
        return MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.CONTENT_TYPE, contentType);
    }

    private static int httpStatus(Code code) {
        return switch (code) {
            case INVALID_ARGUMENT -> 400;
            case UNAUTHENTICATED -> 401;
            case PERMISSION_DENIED -> 403;
            case RESOURCE_EXHAUSTED -> 429;
            case UNAVAILABLE -> 503;
            default -> 500;
        };
    }

    /** Unless there is nobody any more to be told. */
    void sendTo(HttpServerResponse response) {
        if (!response.ended() && !response.closed()) {
            response.headers().addAll(headers);
            response.setStatusCode(status).end(Buffer.buffer(body));
        }
    }
}
