package io.observabilityfactory.query.ui;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The addresses of the UI's pages, all of which are answered with the one document that draws them. */
@ApplicationScoped
class PagePaths {

    /** What {@code shell/router.js} knows. A path that is not listed stays one that does not exist. */
    private static final String PAGES = "/(?:traces|agents|cost|sessions|users|logs|alerts|settings)(?:/.*)?";

    private static final String DOCUMENT = "/";

    void register(@Observes Router router) {
        router.getWithRegex(PAGES).handler(context -> context.reroute(DOCUMENT));
        router.get(DOCUMENT).handler(PagePaths::alwaysAskAgain);
    }

    /** Files are kept by browsers, as their names change with them; the document names them and has to be today's. */
    private static void alwaysAskAgain(RoutingContext context) {
        context.addHeadersEndHandler(
                headers -> context.response().headers().set(HttpHeaders.CACHE_CONTROL, "no-cache"));
        context.next();
    }
}
