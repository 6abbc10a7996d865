package io.observabilityfactory.model.pricelist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.model.price.InvalidPriceException;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceModifier;
import io.observabilityfactory.model.price.PriceTier;
import io.observabilityfactory.model.price.Rates;
import io.observabilityfactory.model.price.UnitPrices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Prices, tiers and modifiers as JSON; figures are decimal strings, as a JSON number would not keep their digits. */
public final class RatesDocument {

    private static final int MOST_TIERS = 20;
    private static final int MOST_DECIMALS = 15;
    private static final BigDecimal HIGHEST = BigDecimal.TEN.pow(9);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,40})?");
    private static final Pattern SERVICE_TIER = Pattern.compile("[a-z0-9_.-]{1,50}");

    private RatesDocument() {}

    /** @throws InvalidPriceException names the field that cannot be read */
    public static Rates read(JsonNode json) {
        UnitPrices prices = unitPrices("prices", json.path("prices"));
        return new Rates(prices, tiers(json.path("tiers")), modifiers(json.path("modifiers")));
    }

    /** The same that {@link #read} reads. */
    public static ObjectNode write(Rates rates) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("prices", write(rates.prices()));
        if (!rates.tiers().isEmpty()) {
            ArrayNode tiers = json.putArray("tiers");
            for (PriceTier tier : rates.tiers()) {
                tiers.addObject()
                        .put("abovePromptTokens", tier.abovePromptTokens())
                        .set("prices", write(tier.prices()));
            }
        }
        if (!rates.modifiers().isEmpty()) {
            ObjectNode modifiers = json.putObject("modifiers");
            rates.modifiers().forEach((name, modifier) -> modifiers.set(name, write(modifier)));
        }
        return json;
    }

    private static JsonNode write(PriceModifier modifier) {
        if (modifier instanceof PriceModifier.OwnPrices own) {
            return write(own.prices());
        }
        return JsonNodeFactory.instance.textNode(
                ((PriceModifier.Factor) modifier).factor().toPlainString());
    }

    private static ObjectNode write(UnitPrices prices) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        prices.byBucket().forEach((bucket, usd) -> json.put(bucket.key(), usd.toPlainString()));
        return json;
    }

    private static UnitPrices unitPrices(String field, JsonNode json) {
        if (!json.isObject()) {
            throw new InvalidPriceException(field, "must be an object of prices");
        }
        Map<PriceBucket, BigDecimal> usd = new EnumMap<>(PriceBucket.class);
        json.fields().forEachRemaining(price -> {
            String name = field + "." + price.getKey();
            PriceBucket bucket = PriceBucket.ofKey(price.getKey())
                    .orElseThrow(() -> new InvalidPriceException(name, "is not known"));
            usd.put(bucket, figure(name, price.getValue()));
        });
        return within(field, () -> UnitPrices.of(usd));
    }

    private static List<PriceTier> tiers(JsonNode json) {
        if (isGiven(json) && (!json.isArray() || json.size() > MOST_TIERS)) {
            throw new InvalidPriceException("tiers", "must be a list of at most " + MOST_TIERS);
        }
        List<PriceTier> tiers = new ArrayList<>();
        for (JsonNode tier : json) {
            String field = "tiers[" + tiers.size() + "]";
            UnitPrices prices = unitPrices(field + ".prices", tier.path("prices"));
            long above = tier.path("abovePromptTokens").asLong(0);
            tiers.add(within(field, () -> new PriceTier(above, prices)));
        }
        return tiers;
    }

    private static Map<String, PriceModifier> modifiers(JsonNode json) {
        if (isGiven(json) && (!json.isObject() || json.size() > MOST_TIERS)) {
            throw new InvalidPriceException("modifiers", "must be an object of at most " + MOST_TIERS);
        }
        Map<String, PriceModifier> modifiers = new TreeMap<>();
        json.fields().forEachRemaining(modifier -> {
            String name = modifier.getKey().toLowerCase(Locale.ROOT);
            String field = "modifiers." + name;
            if (!SERVICE_TIER.matcher(name).matches()) {
                throw new InvalidPriceException(field, "is not the name of a service tier");
            }
            modifiers.put(name, modifier(field, modifier.getValue()));
        });
        return modifiers;
    }

    private static PriceModifier modifier(String field, JsonNode json) {
        if (json.isObject()) {
            return new PriceModifier.OwnPrices(unitPrices(field, json));
        }
        BigDecimal factor = figure(field, json);
        return within(field, () -> new PriceModifier.Factor(factor));
    }

    private static BigDecimal figure(String field, JsonNode json) {
        String text = json.isNumber() ? json.decimalValue().toPlainString() : json.asText("");
        if (!NUMBER.matcher(text).matches()) {
            throw new InvalidPriceException(field, "must be a decimal number, \"2.50\" for instance");
        }
        BigDecimal figure = new BigDecimal(text).stripTrailingZeros();
        if (figure.scale() > MOST_DECIMALS || figure.compareTo(HIGHEST) > 0) {
            throw new InvalidPriceException(
                    field, "must be at most " + HIGHEST + " with at most " + MOST_DECIMALS + " decimals");
        }
        return figure;
    }

    private static boolean isGiven(JsonNode json) {
        return !json.isMissingNode() && !json.isNull();
    }

    private static <T> T within(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidPriceException e) {
            InvalidPriceException located = new InvalidPriceException(field + "." + e.field(), e.reason());
            located.initCause(e);
            throw located;
        }
    }
}
