package io.observabilityfactory.query.ui;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The cookie that carries a sealed session: out of reach of scripts, and of requests that other sites make. */
final class SessionCookie {

    private static final String NAME = "observability_factory_session";

    private SessionCookie() {}

    static Optional<String> of(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(NAME))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    /** The value of a {@code Set-Cookie} header that begins a session, which the browser forgets when it ends. */
    static String begin(String sealed, HttpServerRequest request) {
        return cookie(sealed, request).encode();
    }

    /** The value of a {@code Set-Cookie} header that ends it. */
    static String end(HttpServerRequest request) {
        return cookie("", request).setMaxAge(0).encode();
    }

    private static Cookie cookie(String value, HttpServerRequest request) {
        return Cookie.cookie(NAME, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure("https".equals(request.scheme()));
    }
}
