package io.observabilityfactory.cost.pricing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.price.PriceCatalogue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** The catalogue that calls are priced by: kept in memory, and read again when it has changed. */
@ApplicationScoped
public class Prices {

    private static final Loaded NOTHING = new Loaded(-1, PriceCatalogue.of(java.util.List.of()));

    private final PriceTable table;
    private volatile Loaded loaded = NOTHING;

    Prices(ObjectMapper json) {
        this.table = new PriceTable(json);
    }

    /** The catalogue as it is until the transaction ends: nobody can add to it meanwhile. */
    public Uni<PriceCatalogue> current(SqlConnection transaction) {
        return table.lockToPrice(transaction)
                .chain(() -> table.revision(transaction))
                .chain(revision -> atLeast(revision, transaction));
    }

    private Uni<PriceCatalogue> atLeast(long revision, SqlConnection transaction) {
        Loaded known = loaded;
        if (known.revision() == revision) {
            return Uni.createFrom().item(known.catalogue());
        }
        return table.all(transaction)
                .map(PriceCatalogue::of)
                .invoke(catalogue -> loaded = new Loaded(revision, catalogue));
    }

    private record Loaded(long revision, PriceCatalogue catalogue) {}
}
