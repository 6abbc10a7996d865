package io.observabilityfactory.bench.load;

import com.google.protobuf.InvalidProtocolBufferException;
import io.observabilityfactory.bench.load.Answer.Acknowledged;
import io.observabilityfactory.bench.load.Answer.Refused;
import io.observabilityfactory.bench.load.Answer.Retryable;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/** OTLP/HTTP with protobuf. */
final class HttpConnection implements OtlpConnection {

    private static final int OK = 200;

    /** As the OTLP specification lists them. */
    private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);

    /** One for all: it keeps a connection for each request that is under way. */
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI traces;

    HttpConnection(int port) {
        traces = URI.create("http://" + HOST + ":" + port + "/v1/traces");
    }

    @Override
    public Answer export(byte[] body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(traces)
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return answer(CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return new Retryable(PAUSE, e.toString());
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) throws InvalidProtocolBufferException {
        if (response.statusCode() == OK) {
            return new Acknowledged(ExportTraceServiceResponse.parseFrom(response.body())
                    .getPartialSuccess()
                    .getRejectedSpans());
        }
        String reason = "HTTP status " + response.statusCode();
        return RETRYABLE.contains(response.statusCode()) ? new Retryable(pause(response), reason) : new Refused(reason);
    }

    private static Duration pause(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(PAUSE);
    }

    @Override
    public void close() {}
}
