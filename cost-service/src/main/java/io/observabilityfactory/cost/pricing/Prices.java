package io.observabilityfactory.cost.pricing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.cost.CostConfig;
import io.observabilityfactory.model.price.PriceCatalogue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The catalogue that calls are priced by, at most a refresh interval old. */
@ApplicationScoped
public class Prices {

    private final PriceTable table;
    private final ObjectMapper json;
    private final Duration refresh;
    private volatile @Nullable Loaded loaded;

    Prices(Pool pool, ObjectMapper json, CostConfig config) {
        this.table = new PriceTable(pool);
        this.json = json;
        this.refresh = config.priceRefresh();
    }

    /** The first call of a process also adds the list prices that the database does not have. */
    public Uni<PriceCatalogue> current() {
        Loaded known = loaded;
        if (known == null) {
            return table.addMissing(ListPrices.read(json)).chain(this::load);
        }
        return known.isFresh(refresh) ? Uni.createFrom().item(known.catalogue()) : load();
    }

    private Uni<PriceCatalogue> load() {
        return table.all().map(PriceCatalogue::of).invoke(catalogue -> loaded = new Loaded(catalogue, Instant.now()));
    }

    private record Loaded(PriceCatalogue catalogue, Instant at) {

        boolean isFresh(Duration refresh) {
            return Instant.now().isBefore(at.plus(refresh));
        }
    }
}
