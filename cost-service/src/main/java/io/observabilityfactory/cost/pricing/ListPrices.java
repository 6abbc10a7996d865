package io.observabilityfactory.cost.pricing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.model.price.Price;
import io.observabilityfactory.model.usage.TokenBucket;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The providers' published prices, as the file {@code catalogue/list-prices.json} holds them with date and source. */
final class ListPrices {

    private static final String FILE = "/catalogue/list-prices.json";

    private ListPrices() {}

    /** One price for each provider, name and tier of the file. */
    static List<Price> read(ObjectMapper json) {
        try (InputStream file = Objects.requireNonNull(ListPrices.class.getResourceAsStream(FILE), FILE)) {
            return json.readValue(file, Catalogue.class).models().stream()
                    .flatMap(Model::prices)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** @param asOf the date at which all figures were known to be right */
    @RegisterForReflection
    record Catalogue(LocalDate asOf, List<Model> models) {}

    /** @param tiers unit prices by bucket, and the prompt size above which they hold */
    @RegisterForReflection
    record Model(
            String model,
            List<String> aliases,
            List<String> providers,
            LocalDate validFrom,
            String source,
            List<ObjectNode> tiers) {

        Stream<Price> prices() {
            return Stream.concat(Stream.of(model), aliases.stream()).flatMap(name -> providers.stream()
                    .flatMap(provider -> tiers.stream().map(tier -> price(provider, name, tier))));
        }

        private Price price(String provider, String name, ObjectNode tier) {
            return new Price(
                    0,
                    provider,
                    name,
                    validFrom.atStartOfDay(ZoneOffset.UTC).toInstant(),
                    tier.get("promptTokensAbove").longValue(),
                    unitPrices(tier),
                    source);
        }

        private static Map<TokenBucket, BigDecimal> unitPrices(ObjectNode tier) {
            Map<TokenBucket, BigDecimal> unitPrices = new EnumMap<>(TokenBucket.class);
            for (TokenBucket bucket : TokenBucket.values()) {
                if (tier.has(bucket.key())) {
                    unitPrices.put(bucket, new BigDecimal(tier.get(bucket.key()).textValue()));
                }
            }
            return unitPrices;
        }
    }
}
