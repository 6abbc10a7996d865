package io.observabilityfactory.query.admin;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** The services that parts of the API belong to. */
@ApplicationScoped
class Owners {

    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    private final Owner costService;
    private final Owner alertService;
    private final Owner ingestService;

    Owners(Vertx vertx, AdminConfig config) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS));
        this.costService = new Owner("cost-service", config.costService(), client, config);
        this.alertService = new Owner("alert-service", config.alertService(), client, config);
        this.ingestService = new Owner("ingest-service", config.ingestService(), client, config);
    }

    Owner costService() {
        return costService;
    }

    Owner alertService() {
        return alertService;
    }

    Owner ingestService() {
        return ingestService;
    }
}
