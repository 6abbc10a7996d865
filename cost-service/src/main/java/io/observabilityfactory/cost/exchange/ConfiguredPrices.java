package io.observabilityfactory.cost.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.model.price.InvalidPriceException;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceVersion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code cost_tracking.pricing} of an {@code observability_config.yaml}: USD per thousand tokens by model, whoever
 * provides it and whatever the tokens are for. There is no date in it: a price holds from the beginning.
 */
final class ConfiguredPrices {

    private static final int THOUSANDS_OF_A_MILLION_DIGITS = 3;
    private static final String FROM_THE_BEGINNING = "1970-01-01";

    private ConfiguredPrices() {}

    static List<JsonNode> read(JsonNode config) {
        JsonNode pricing = config.path("cost_tracking").path("pricing");
        if (!pricing.isObject()) {
            throw new InvalidPriceException("cost_tracking.pricing", "must be an object of prices by model");
        }
        List<JsonNode> documents = new ArrayList<>();
        pricing.fields().forEachRemaining(price -> documents.add(document(price.getKey(), price.getValue())));
        return documents;
    }

    private static ObjectNode document(String model, JsonNode usdPerThousand) {
        if (!usdPerThousand.isNumber()) {
            throw new InvalidPriceException("cost_tracking.pricing." + model, "must be a number of USD per 1k tokens");
        }
        BigDecimal usdPerMillion = usdPerThousand.decimalValue().movePointRight(THOUSANDS_OF_A_MILLION_DIGITS);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("provider", PriceVersion.ANY_PROVIDER);
        document.put("model", model);
        document.put("validFrom", FROM_THE_BEGINNING);
        document.put("source", "observability_config.yaml");
        ObjectNode prices = document.putObject("prices");
        for (PriceBucket bucket : PriceBucket.chargeable()) {
            if (bucket.isTokens()) {
                prices.put(bucket.key(), usdPerMillion.toPlainString());
            }
        }
        return document;
    }
}
