package io.observabilityfactory.ingest.receive.http;

import io.observabilityfactory.ingest.HeldBytes;
import io.observabilityfactory.ingest.IngestException.TooLarge;
import io.observabilityfactory.ingest.OtlpIngest;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.auth.Access;
import io.observabilityfactory.ingest.decode.Encoding;
import io.observabilityfactory.ingest.project.Project;
import io.observabilityfactory.ingest.receive.Arrival;
import io.observabilityfactory.model.access.Credentials;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An export over HTTP, from its head to its answer. Nothing of its body is read before it is known whose it is, and of the body
 * no more than there is room for. All happens on the event loop of the connection, except for storing.
 */
final class HttpExport {

    /** How long a client that was refused may go on sending what is thrown away, before it is cut off. */
    private static final Duration PATIENCE_WITH_REFUSED = Duration.ofSeconds(30);

    private final OtlpIngest ingest;
    private final Signal signal;
    private final Encoding encoding;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Vertx vertx;
    private final Arrival arrival;
    private final long largestBody;
    private final List<Buffer> parts = new ArrayList<>();
    private int size;

    HttpExport(
            OtlpIngest ingest,
            Signal signal,
            Encoding encoding,
            RoutingContext context,
            Arrival arrival,
            long largestBody) {
        this.ingest = ingest;
        this.signal = signal;
        this.encoding = encoding;
        this.request = context.request();
        this.response = context.response();
        this.vertx = context.vertx();
        this.arrival = arrival;
        this.largestBody = largestBody;
        context.addEndHandler(ended -> arrival.abandon());
    }

    void receive() {
        request.pause();
        arrival.onRefusal(this::refuse);
        Context eventLoop = vertx.getOrCreateContext();
        Uni.createFrom()
                .deferred(() -> ingest.sender(credentials()))
                .emitOn(task -> eventLoop.runOnContext(now -> task.run()))
                .subscribe()
                .with(this::read, arrival::refuse);
    }

    private Optional<Credentials> credentials() {
        return Access.credentials(request.getHeader(Credentials.AUTHORIZATION), request.getHeader(Credentials.API_KEY));
    }

    private void read(Project sender) {
        request.handler(this::keep).endHandler(end -> arrival.complete().ifPresent(held -> store(sender, held)));
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT)) && !response.ended()) {
            response.writeContinue();
        }
        request.resume();
    }

    private void keep(Buffer part) {
        if (size + part.length() > largestBody) {
            arrival.refuse(new TooLarge(largestBody));
        } else if (arrival.received(part.length())) {
            parts.add(part);
            size += part.length();
        }
    }

    private void store(Project sender, HeldBytes held) {
        ingest.export(signal, encoding, body(), sender, held)
                .map(answer -> OtlpHttpAnswer.ok(answer, encoding))
                .onFailure()
                .recoverWithItem(failure -> OtlpHttpAnswer.of(failure, encoding))
                .subscribe()
                .with(answer -> answer.sendTo(response));
    }

    private byte[] body() {
        byte[] body = new byte[size];
        int length = 0;
        for (Buffer part : parts) {
            part.getBytes(body, length);
            length += part.length();
        }
        parts.clear();
        return body;
    }

    /** Many clients look for an answer only when they have sent all: the rest is read, and thrown away. */
    private void refuse(Throwable reason) {
        parts.clear();
        OtlpHttpAnswer.of(reason, encoding).sendTo(response);
        if (!request.isEnded()) {
            long cutOff = vertx.setTimer(PATIENCE_WITH_REFUSED.toMillis(), late -> request.connection()
                    .close());
            request.exceptionHandler(gone -> vertx.cancelTimer(cutOff))
                    .handler(unwanted -> {})
                    .endHandler(end -> vertx.cancelTimer(cutOff))
                    .resume();
        }
    }
}
