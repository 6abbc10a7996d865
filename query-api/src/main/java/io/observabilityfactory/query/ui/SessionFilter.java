package io.observabilityfactory.query.ui;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Set;

/**
 * Makes a request with a session one with the API key in it, before anybody looks: who checks keys, and who forwards requests with
 * their headers, need not know of sessions. A browser sends a session along whoever had it make the request, so changes have to
 * prove that our own page asks for them.
 */
@ApplicationScoped
class SessionFilter {

    /** Before authentication and routing. */
    private static final int PRIORITY = 400;

    private static final String API = "/api/";
    private static final String API_KEY = "x-api-key";
    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final String REQUESTED_BY = "X-Requested-By";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Browsers say {@code none} for what somebody typed. */
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final SessionSeal seal;

    SessionFilter(SessionSeal seal) {
        this.seal = seal;
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, PRIORITY);
    }

    private void filter(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.path().startsWith(API) || hasCredentials(request)) {
            context.next();
        } else if (isForged(request)) {
            refuse(request);
        } else {
            SessionCookie.of(request).ifPresent(session -> enter(context, session));
            context.next();
        }
    }

    private static boolean hasCredentials(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.AUTHORIZATION)
                || request.headers().contains(API_KEY);
    }

    /** Without a session, too: where no keys are needed, any site could have a browser on this machine change things. */
    private static boolean isForged(HttpServerRequest request) {
        if (READING.contains(request.method())) {
            return false;
        }
        String site = request.getHeader(FETCH_SITE);
        boolean fromElsewhere = site != null && !OWN_SITE.contains(site);
        boolean unproven =
                SessionCookie.of(request).isPresent() && !request.headers().contains(REQUESTED_BY);
        return fromElsewhere || unproven;
    }

    private static void refuse(HttpServerRequest request) {
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", "Forbidden")
                .put("status", FORBIDDEN)
                .put("detail", "Changes with a session are taken from the web UI only; send an API key instead.")
                .put("instance", request.path());
        request.response()
                .setStatusCode(FORBIDDEN)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(problem.toBuffer());
    }

    /** A session that nobody knows, or whose key was revoked, is taken from the browser. */
    private void enter(RoutingContext context, String session) {
        HttpServerRequest request = context.request();
        seal.open(session, Instant.now())
                .ifPresent(key -> request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + key));
        context.addHeadersEndHandler(headers -> {
            HttpServerResponse response = request.response();
            if (response.getStatusCode() == UNAUTHORIZED) {
                response.headers().add(HttpHeaders.SET_COOKIE, SessionCookie.end(request));
            }
        });
    }
}
