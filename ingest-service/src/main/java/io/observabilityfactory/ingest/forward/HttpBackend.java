package io.observabilityfactory.ingest.forward;

import com.google.protobuf.InvalidProtocolBufferException;
import io.observabilityfactory.service.address.TargetGuard;
import io.observabilityfactory.service.address.TargetUri;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

/** A backend that speaks OTLP over HTTP with protobuf. Redirects are not followed: they would lead around the check of the address. */
final class HttpBackend implements Backend {

    private static final String PATH = "/v1/traces";

    private final HttpClient client;
    private final URI endpoint;
    private final CheckedAddress address;
    private final Map<String, String> headers;
    private final Duration timeout;

    HttpBackend(Vertx vertx, TargetGuard guard, URI endpoint, Map<String, String> headers, Duration timeout) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setVerifyHost(true).setConnectTimeout(Math.toIntExact(timeout.toMillis())));
        this.endpoint = tracesOf(endpoint);
        this.address = new CheckedAddress(guard, endpoint);
        this.headers = headers;
        this.timeout = timeout;
    }

    static URI tracesOf(URI endpoint) {
        String text = endpoint.toString().replaceFirst("/+$", "");
        return URI.create(text.endsWith(PATH) ? text : text + PATH);
    }

    @Override
    public ExportTraceServiceResponse send(ExportTraceServiceRequest spans) throws BackendException {
        HttpAnswer answer = answer(request(address.current()), gzip(spans));
        if (answer.isSuccess()) {
            return taken(answer.body());
        }
        int status = answer.status();
        String message = "HTTP status " + status;
        throw switch (status) {
            case 400, 413, 422 -> new BackendException.Refused(message, null);
            case 408, 429 -> new BackendException.Unavailable(message, null, answer.retryAfter());
            default ->
                status < 500
                        ? new BackendException.Denied(message)
                        : new BackendException.Unavailable(message, null, answer.retryAfter());
        };
    }

    /** The connection goes to the address that was checked; name, certificate and virtual host are those of the endpoint. */
    private RequestOptions request(InetAddress to) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(TargetUri.port(endpoint), to.getHostAddress()))
                .setHost(endpoint.getHost())
                .setPort(TargetUri.port(endpoint))
                .setSsl(TargetUri.isTls(endpoint))
                .setURI(TargetUri.path(endpoint))
                .setFollowRedirects(false);
        headers.forEach(request::putHeader);
        return request.putHeader("Content-Type", "application/x-protobuf").putHeader("Content-Encoding", "gzip");
    }

    private HttpAnswer answer(RequestOptions request, Buffer body) throws BackendException {
        Future<HttpClientRequest> open = client.request(request);
        try {
            return open.compose(it -> it.send(body))
                    .compose(HttpAnswer::read)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            open.onSuccess(HttpClientRequest::reset);
            throw notAnswered("no answer within " + timeout, e);
        } catch (ExecutionException e) {
            throw notAnswered(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            open.onSuccess(HttpClientRequest::reset);
            Thread.currentThread().interrupt();
            throw notAnswered("interrupted", e);
        }
    }

    private BackendException notAnswered(String message, Exception cause) {
        address.failed();
        return new BackendException.Unavailable(message, cause, null);
    }

    private static ExportTraceServiceResponse taken(Buffer body) {
        try {
            return ExportTraceServiceResponse.parseFrom(body.getBytes());
        } catch (InvalidProtocolBufferException e) {
            // The status says that the spans were taken; some backends answer with a body of their own.
            return ExportTraceServiceResponse.getDefaultInstance();
        }
    }

    private static Buffer gzip(ExportTraceServiceRequest spans) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            spans.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    @Override
    public void close() {
        client.close();
    }
}
