package io.observabilityfactory.query.admin;

import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.io.IOException;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * The service that a part of the API belongs to. Requests reach it through, from the outside in:
 *
 * <ol>
 *   <li>for what only reads, a retry: asking again changes nothing. Whatever else was sent without an answer may have been done,
 *       and is never sent twice;
 *   <li>a breaker, which all requests share and each attempt counts for: an owner that is away is not waited for by everybody;
 *   <li>a time-out of each attempt.
 * </ol>
 *
 * Only the lack of an answer is a failure; what the owner says, a refusal too, is passed on.
 */
final class Owner {

    private static final int MOST_ANSWER_BYTES = 32 * 1024 * 1024;
    private static final long RETRY_PAUSE_MILLIS = 100;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final String name;
    private final URI address;
    private final HttpClient client;
    private final long timeoutMillis;
    private final TypedGuard<Uni<OwnerAnswer>> once;
    private final TypedGuard<Uni<OwnerAnswer>> againIfNeeded;

    Owner(String name, URI address, HttpClient client, AdminConfig config) {
        this.name = name;
        this.address = address;
        this.client = client;
        this.timeoutMillis = config.timeout().toMillis();
        this.once = TypedGuard.create(new TypeLiteral<Uni<OwnerAnswer>>() {})
                .withDescription(name)
                .withCircuitBreaker()
                .requestVolumeThreshold(10)
                .failureRatio(0.5)
                .delay(config.breakerPause().toMillis(), ChronoUnit.MILLIS)
                .skipOn(TooLargeException.class)
                .done()
                .withTimeout()
                .duration(timeoutMillis, ChronoUnit.MILLIS)
                .done()
                .build();
        this.againIfNeeded = TypedGuard.create(new TypeLiteral<Uni<OwnerAnswer>>() {})
                .withDescription(name + ", retried")
                .withRetry()
                .maxRetries(config.retries())
                .delay(RETRY_PAUSE_MILLIS, ChronoUnit.MILLIS)
                .jitter(RETRY_PAUSE_MILLIS / 2, ChronoUnit.MILLIS)
                .abortOn(List.of(CircuitBreakerOpenException.class, TimeoutException.class, TooLargeException.class))
                .done()
                .build();
    }

    /** Fails with a {@link ProblemException} when no answer came. */
    Uni<OwnerAnswer> answer(OwnerRequest request) {
        Uni<OwnerAnswer> answer = request.onlyReads()
                ? againIfNeeded.get(() -> once.get(() -> send(request)))
                : once.get(() -> send(request));
        return answer.onFailure().transform(failure -> problem(request, failure));
    }

    private Uni<OwnerAnswer> send(OwnerRequest request) {
        return Uni.createFrom().completionStage(() -> client.request(options(request))
                .compose(open -> open.send(request.body()))
                .compose(Owner::read)
                .toCompletionStage());
    }

    private RequestOptions options(OwnerRequest request) {
        boolean tls = "https".equals(address.getScheme());
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(address.getHost())
                .setPort(address.getPort() < 0 ? (tls ? HTTPS_PORT : HTTP_PORT) : address.getPort())
                .setSsl(tls)
                .setURI(address.getRawPath().replaceFirst("/+$", "") + request.pathAndQuery())
                .setFollowRedirects(false)
                // Whoever was not waited for any longer is hung up, too.
                .setTimeout(timeoutMillis);
        request.headers().forEach(header -> options.addHeader(header.getKey(), header.getValue()));
        return options;
    }

    private static Future<OwnerAnswer> read(HttpClientResponse response) {
        Promise<OwnerAnswer> answer = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > MOST_ANSWER_BYTES) {
                response.request().reset();
                answer.tryFail(new TooLargeException());
            }
        });
        response.exceptionHandler(answer::tryFail);
        response.endHandler(end -> answer.tryComplete(
                new OwnerAnswer(response.statusCode(), PassedHeaders.of(response.headers()), body.getBytes())));
        return answer.future();
    }

    private ProblemException problem(OwnerRequest request, Throwable failure) {
        if (failure instanceof CircuitBreakerOpenException) {
            return ProblemException.unavailable(name + ", which this belongs to, is away.", failure);
        }
        if (failure instanceof TooLargeException) {
            return ProblemException.unavailable(
                    "What " + name + " answers is too large to be passed on; ask for less.", failure);
        }
        String said = failure instanceof TimeoutException
                ? name + ", which this belongs to, did not answer in time."
                : name + ", which this belongs to, cannot be reached.";
        return ProblemException.unavailable(
                request.onlyReads()
                        ? said
                        : said + " Whether it did what was asked is not known: look before asking again.",
                failure);
    }

    private static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1;

        TooLargeException() {
            super("more than " + MOST_ANSWER_BYTES + " bytes");
        }
    }
}
