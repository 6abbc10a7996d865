package io.observabilityfactory.query.database;

import io.observabilityfactory.query.QueryConfig;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes connections on which no statement runs longer than configured, and waits no longer for one. */
@Singleton
final class BoundedPool implements PgPoolCreator {

    private final Duration timeout;

    BoundedPool(QueryConfig config) {
        timeout = config.timeout();
    }

    @Override
    public Pool create(Input input) {
        int timeoutMillis = Math.toIntExact(timeout.toMillis());
        input.pgConnectOptionsList().forEach(options -> options.setConnectTimeout(timeoutMillis)
                .addProperty("statement_timeout", Integer.toString(timeoutMillis)));
        input.poolOptions().setConnectionTimeout(timeoutMillis).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
