package io.observabilityfactory.query.project;

import io.observabilityfactory.service.database.BoundedPool;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Makes the connections of the optional data source for reads with the same bounds as all others have. */
@Singleton
@ReactiveDataSource(BoundedReadPool.DATA_SOURCE)
final class BoundedReadPool implements PgPoolCreator {

    static final String DATA_SOURCE = "read";

    private final BoundedPool bounded;

    BoundedReadPool(BoundedPool bounded) {
        this.bounded = bounded;
    }

    @Override
    public Pool create(Input input) {
        return bounded.create(input);
    }
}
