package io.observabilityfactory.ingest.receive.http;

import io.observabilityfactory.ingest.OtlpIngest;
import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.decode.Encoding;
import io.observabilityfactory.ingest.receive.Arrivals;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/traces}, {@code /v1/logs} and {@code /v1/metrics}, as protobuf and as JSON, and the same under the path that
 * Langfuse's clients send to. Not resources of REST, as these are called when the body is in memory already.
 */
@ApplicationScoped
class OtlpHttpRoutes {

    private static final List<String> FOLDERS = List.of("/v1/", "/api/public/otel/v1/");

    /** Before Quarkus refuses bodies by their length, which it does without a word. */
    private static final int ORDER = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1;

    private final OtlpIngest ingest;
    private final Arrivals arrivals;
    private final long largestBody;

    OtlpHttpRoutes(OtlpIngest ingest, Arrivals arrivals, VertxHttpConfig http) {
        this.ingest = ingest;
        this.arrivals = arrivals;
        this.largestBody = http.limits().maxBodySize().orElseThrow().asLongValue();
    }

    void register(@Observes Router router) {
        for (String folder : FOLDERS) {
            for (Signal signal : Signal.values()) {
                router.route(folder + signal.pathName()).order(ORDER).handler(context -> receive(signal, context));
            }
        }
    }

    private void receive(Signal signal, RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.method() != HttpMethod.POST) {
            context.response()
                    .setStatusCode(405)
                    .putHeader(HttpHeaders.ALLOW, HttpMethod.POST.name())
                    .end();
            return;
        }
        encoding(request.getHeader(HttpHeaders.CONTENT_TYPE))
                .ifPresentOrElse(
                        encoding -> new HttpExport(ingest, signal, encoding, context, arrivals.begin(), largestBody)
                                .receive(),
                        () -> unsupported(context));
    }

    /** Whoever does not say what he sends sends what most do. */
    private static Optional<Encoding> encoding(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.of(Encoding.PROTOBUF);
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(Encoding.values())
                .filter(encoding -> encoding.contentType().equals(type))
                .findFirst();
    }

    private static void unsupported(RoutingContext context) {
        context.response()
                .setStatusCode(415)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
                .end("Send OTLP as " + Encoding.PROTOBUF.contentType() + " or " + Encoding.JSON.contentType() + "\n");
    }
}
