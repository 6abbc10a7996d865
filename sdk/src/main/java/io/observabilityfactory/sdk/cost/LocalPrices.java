package io.observabilityfactory.sdk.cost;

import static java.util.stream.Collectors.toMap;

import io.observabilityfactory.model.price.Cost;
import io.observabilityfactory.model.price.CostCalculator;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceCatalogue;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.price.Rates;
import io.observabilityfactory.model.price.UnitPrices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** List prices, and those of the configuration over them. They are read on another thread, as that takes a moment. */
final class LocalPrices {

    private static final int THOUSANDS_OF_A_MILLION_DIGITS = 3;

    /** Calls that end while the prices are read; of more the cost is not known. */
    private static final int MOST_WAITING = 100_000;

    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private volatile @Nullable PriceCatalogue catalogue;

    private LocalPrices() {}

    /** @param usdPerThousand tokens, by model, of whatever kind and provider */
    static LocalPrices load(Map<String, BigDecimal> usdPerThousand, Executor executor) {
        LocalPrices prices = new LocalPrices();
        executor.execute(() -> prices.read(usdPerThousand, prices.ready));
        return prices;
    }

    private void read(Map<String, BigDecimal> usdPerThousand, CompletableFuture<Boolean> done) {
        try {
            set(catalogue(usdPerThousand));
            done.complete(true);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private synchronized void set(PriceCatalogue read) {
        catalogue = read;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    private static PriceCatalogue catalogue(Map<String, BigDecimal> usdPerThousand) {
        List<PriceVersion> versions = new ArrayList<>(PriceFiles.readAll());
        usdPerThousand.forEach((model, usd) -> versions.add(configured(model, usd)));
        return PriceCatalogue.of(versions);
    }

    private static PriceVersion configured(String model, BigDecimal usdPerThousand) {
        BigDecimal usdPerMillion = usdPerThousand.movePointRight(THOUSANDS_OF_A_MILLION_DIGITS);
        Map<PriceBucket, BigDecimal> prices = PriceBucket.chargeable().stream()
                .filter(PriceBucket::isTokens)
                .collect(toMap(bucket -> bucket, bucket -> usdPerMillion));
        return new PriceVersion(
                0,
                ModelCall.PROJECT,
                PriceVersion.ANY_PROVIDER,
                model,
                List.of(),
                Instant.EPOCH,
                null,
                Rates.of(UnitPrices.of(prices)),
                "observability_config.yaml",
                null,
                null);
    }

    /** Tells the cost at once, or as soon as the prices are read; never waits. */
    void price(ModelCall call, Consumer<Cost> charge) {
        PriceCatalogue prices = catalogue;
        if (prices == null) {
            priceLater(call, charge);
        } else {
            charge.accept(CostCalculator.cost(call.usage(), prices.find(call.use()), null));
        }
    }

    private synchronized void priceLater(ModelCall call, Consumer<Cost> charge) {
        if (catalogue != null) {
            price(call, charge);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(() -> price(call, charge));
        }
    }

    /** Done when the prices are read, and what was to be priced before is priced. */
    CompletableFuture<Boolean> ready() {
        return ready;
    }
}
