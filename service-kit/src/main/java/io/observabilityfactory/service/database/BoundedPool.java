package io.observabilityfactory.service.database;

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
public final class BoundedPool implements PgPoolCreator {

    private final Duration timeout;

    BoundedPool(DatabaseConfig config) {
        timeout = config.timeout();
    }

    @Override
    public Pool create(Input input) {
        int timeoutMillis = Math.toIntExact(timeout.toMillis());
        // A server that is frozen does not end its statements: whatever is silent for twice as long is hung up.
        input.pgConnectOptionsList().forEach(options -> options.setConnectTimeout(timeoutMillis)
                .setIdleTimeout(2 * timeoutMillis)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .addProperty("statement_timeout", Integer.toString(timeoutMillis)));
        input.poolOptions().setConnectionTimeout(timeoutMillis).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
