package io.observabilityfactory.ingest.forward;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A backend that speaks OTLP over HTTP with protobuf. */
final class HttpBackend implements Backend {

    private static final String PATH = "/v1/traces";

    private final HttpClient client;
    private final HttpRequest.Builder request;
    private final Duration timeout;

    HttpBackend(URI endpoint, Map<String, String> headers, Duration timeout) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
        this.request = HttpRequest.newBuilder(tracesOf(endpoint));
        headers.forEach(request::setHeader);
        request.setHeader("Content-Type", "application/x-protobuf").setHeader("Content-Encoding", "gzip");
        this.timeout = timeout;
    }

    static URI tracesOf(URI endpoint) {
        String text = endpoint.toString().replaceFirst("/+$", "");
        return URI.create(text.endsWith(PATH) ? text : text + PATH);
    }

    @Override
    public ExportTraceServiceResponse send(ExportTraceServiceRequest spans) throws BackendException {
        HttpResponse<byte[]> response = answer(request.copy()
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(spans)))
                .build());
        int status = response.statusCode();
        if (status / 100 == 2) {
            return taken(response.body());
        }
        String message = "HTTP status " + status;
        throw switch (status) {
            case 400, 413, 422 -> new BackendException.Refused(message, null);
            case 408, 429 -> new BackendException.Unavailable(message, null, retryAfter(response));
            default ->
                status < 500
                        ? new BackendException.Denied(message)
                        : new BackendException.Unavailable(message, null, retryAfter(response));
        };
    }

    /** The request's own timeout ends when the headers are there; this one is over the body, too. */
    private HttpResponse<byte[]> answer(HttpRequest send) throws BackendException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(send, headers -> new BoundedBody());
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new BackendException.Unavailable("no answer within " + timeout, e, null);
        } catch (ExecutionException e) {
            throw new BackendException.Unavailable(String.valueOf(e.getCause()), e, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendException.Unavailable("interrupted", e, null);
        } finally {
            answer.cancel(true);
        }
    }

    private static ExportTraceServiceResponse taken(byte[] body) {
        try {
            return ExportTraceServiceResponse.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            // The status says that the spans were taken; some backends answer with a body of their own.
            return ExportTraceServiceResponse.getDefaultInstance();
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        String value = response.headers().firstValue("Retry-After").orElse("");
        try {
            return value.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(Instant.now(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static byte[] gzip(ExportTraceServiceRequest spans) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            spans.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The client ends with the last reference to it. */
    @Override
    public void close() {}
}
