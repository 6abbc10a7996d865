package io.observabilityfactory.ingest.forward;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.observabilityfactory.testkit.Patience;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** A backend that takes OTLP over HTTP and answers as it is told to, with 200 when it is told nothing. */
final class HttpReceiver implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private final List<ExportTraceServiceRequest> taken = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile String retryAfter = "";
    private volatile ExportTraceServiceResponse response = ExportTraceServiceResponse.getDefaultInstance();

    private HttpReceiver(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    static HttpReceiver start() {
        try {
            return new HttpReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        asked.countDown();
        headers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        ExportTraceServiceRequest request =
                ExportTraceServiceRequest.parseFrom(new GZIPInputStream(exchange.getRequestBody()));
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Integer told = answers.poll();
        int status = told == null ? 200 : told;
        if (status == 200) {
            taken.add(request);
        } else if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        byte[] body = response.toByteArray();
        // Said to have no body, the answer would free the connection for the next request before this exchange is
        // closed.
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answerWith(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    void answerWith(ExportTraceServiceResponse message) {
        response = message;
    }

    void askToRetryAfter(String seconds) {
        retryAfter = seconds;
    }

    void hang() {
        gate = new CountDownLatch(1);
    }

    void awaitRequest() throws InterruptedException {
        if (!asked.await(Patience.A_WHILE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("no request came");
        }
    }

    List<String> authorizations() {
        return headers;
    }

    List<ExportTraceServiceRequest> requests() {
        return taken;
    }

    List<Span> spans() {
        return spans(taken);
    }

    List<String> names() {
        return spans().stream().map(Span::getName).toList();
    }

    static List<Span> spans(List<ExportTraceServiceRequest> requests) {
        return requests.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .map(ResourceSpans::getScopeSpansList)
                .flatMap(scopes -> scopes.stream().flatMap(scope -> scope.getSpansList().stream()))
                .toList();
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
