package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.service.address.TargetGuard;
import io.observabilityfactory.service.address.TargetRefusedException;
import io.observabilityfactory.service.address.TargetUri;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts JSON to web addresses that may be reached. Redirects are not followed: they would lead around the check. */
@ApplicationScoped
class HttpTargets {

    private static final int LONGEST_ANSWER = 4096;

    private final HttpClient client;
    private final TargetGuard guard;
    private final Duration timeout;

    HttpTargets(Vertx vertx, TargetGuard guard, AlertConfig config) {
        this.guard = guard;
        this.timeout = config.delivery().timeout();
        // A connection of its own for each message: one that was kept may be gone just when it is needed.
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setMaxPoolSize(config.delivery().concurrency())
                .setConnectTimeout(Math.toIntExact(timeout.toMillis())));
    }

    Outcome post(String url, Map<String, String> headers, String body) {
        URI target = URI.create(url);
        try {
            InetAddress address = guard.resolve(target);
            return send(request(target, address, headers), body)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .redacted(Redaction.of(target, headers))
                    .outcome(Instant.now());
        } catch (TargetRefusedException e) {
            return new Outcome.Refused(e.getMessage());
        } catch (UnknownHostException e) {
            return new Outcome.Failed("there is no address for the name " + target.getHost(), Optional.empty());
        } catch (TimeoutException e) {
            return new Outcome.Failed("no answer within " + timeout.toSeconds() + " s", Optional.empty());
        } catch (ExecutionException e) {
            return new Outcome.Failed(TargetUri.shown(url) + ": " + e.getCause(), Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("interrupted", Optional.empty());
        }
    }

    /** The connection goes to the address that was checked; name, certificate and virtual host are those of the target. */
    private RequestOptions request(URI target, InetAddress address, Map<String, String> headers) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(TargetUri.port(target), address.getHostAddress()))
                .setHost(target.getHost())
                .setPort(TargetUri.port(target))
                .setSsl(TargetUri.isTls(target))
                .setURI(TargetUri.path(target))
                .setFollowRedirects(false)
                .setTimeout(timeout.toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "observability-factory");
        headers.forEach(request::putHeader);
        return request;
    }

    private Future<HttpAnswer> send(RequestOptions request, String body) {
        return client.request(request)
                .compose(open -> open.send(Buffer.buffer(body, StandardCharsets.UTF_8.name())))
                .compose(HttpTargets::answer);
    }

    /** Reads the beginning only, however much there is. */
    private static Future<HttpAnswer> answer(HttpClientResponse response) {
        Promise<HttpAnswer> answer = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            body.appendBuffer(chunk.slice(0, Math.min(chunk.length(), LONGEST_ANSWER - body.length())));
            if (body.length() >= LONGEST_ANSWER) {
                answer.tryComplete(answer(response, body));
                response.request().reset();
            }
        });
        // The status was said, so the message was taken or not: what breaks off after it changes nothing.
        response.exceptionHandler(e -> answer.tryComplete(answer(response, body)));
        response.endHandler(end -> answer.tryComplete(answer(response, body)));
        return answer.future();
    }

    private static HttpAnswer answer(HttpClientResponse response, Buffer body) {
        return new HttpAnswer(
                response.statusCode(), body.toString(StandardCharsets.UTF_8), response.getHeader("Retry-After"));
    }
}
