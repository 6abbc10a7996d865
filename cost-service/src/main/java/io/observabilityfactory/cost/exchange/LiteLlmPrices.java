package io.observabilityfactory.cost.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.price.Rates;
import io.observabilityfactory.model.price.UnitPrices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LiteLLM's {@code model_prices_and_context_window.json}: an object by model, with USD a token under names of its own. What
 * it has no dates for holds from the day it is taken in.
 */
public final class LiteLlmPrices {

    private static final int MILLION_DIGITS = 6;

    /** Their names of unit prices. */
    private static final Map<String, PriceBucket> NAMES = Map.ofEntries(
            Map.entry("input_cost_per_token", PriceBucket.INPUT),
            Map.entry("cache_read_input_token_cost", PriceBucket.CACHE_READ),
            Map.entry("cache_creation_input_token_cost", PriceBucket.CACHE_WRITE_5M),
            Map.entry("cache_creation_input_token_cost_above_1hr", PriceBucket.CACHE_WRITE_1H),
            Map.entry("output_cost_per_token", PriceBucket.OUTPUT),
            Map.entry("output_cost_per_reasoning_token", PriceBucket.REASONING),
            Map.entry("input_cost_per_audio_token", PriceBucket.AUDIO_INPUT),
            Map.entry("output_cost_per_audio_token", PriceBucket.AUDIO_OUTPUT),
            Map.entry("output_cost_per_image", PriceBucket.IMAGE),
            Map.entry("input_cost_per_request", PriceBucket.REQUEST),
            Map.entry("input_cost_per_query", PriceBucket.RERANK_UNIT));

    /** Theirs by ours; whoever is not here has the same name. */
    private static final Map<String, String> PROVIDERS = Map.ofEntries(
            Map.entry("azure", "azure.ai.openai"),
            Map.entry("azure_ai", "azure.ai.inference"),
            Map.entry("bedrock", "aws.bedrock"),
            Map.entry("bedrock_converse", "aws.bedrock"),
            Map.entry("gemini", "gcp.gemini"),
            Map.entry("vertex_ai", "gcp.vertex_ai"),
            Map.entry("mistral", "mistral_ai"),
            Map.entry("xai", "x_ai"),
            Map.entry("cohere_chat", "cohere"),
            Map.entry("text-completion-openai", "openai"),
            Map.entry("dashscope", "alibaba"),
            Map.entry("moonshot", "moonshot_ai"),
            Map.entry("meta_llama", "meta"),
            Map.entry("voyage", "voyage_ai"));

    private static final Map<String, String> SERVICE_TIERS =
            Map.of("batch", "batches", "flex", "flex", "priority", "priority");

    private static final Pattern TIERED = Pattern.compile("(?<name>.+)_above_(?<thousands>[0-9]+)k_tokens");
    private static final Pattern SERVED = Pattern.compile("(?<name>.+)_(?<tier>batches|flex|priority)");

    private LiteLlmPrices() {}

    /** The versions as documents; models without a price of a known kind are left out. */
    static List<JsonNode> read(JsonNode file, String validFrom) {
        List<JsonNode> documents = new ArrayList<>();
        file.fields().forEachRemaining(model -> document(model.getKey(), model.getValue(), validFrom)
                .ifPresent(documents::add));
        return documents;
    }

    private static Optional<JsonNode> document(String key, JsonNode model, String validFrom) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        model.fields().forEachRemaining(entry -> {
            if (entry.getValue().isNumber() && entry.getValue().decimalValue().signum() >= 0) {
                put(document, entry.getKey(), entry.getValue().decimalValue());
            }
        });
        if (key.equals("sample_spec") || !document.has("prices") || !model.hasNonNull("litellm_provider")) {
            return Optional.empty();
        }
        String provider = model.get("litellm_provider").asText().toLowerCase(Locale.ROOT);
        document.put("provider", provider(provider));
        document.put("model", key.startsWith(provider + "/") ? key.substring(provider.length() + 1) : key);
        document.put("validFrom", validFrom);
        document.put("source", "LiteLLM's model_prices_and_context_window.json");
        return Optional.of(document);
    }

    private static String provider(String theirs) {
        String family = theirs.startsWith("vertex_ai") ? "vertex_ai" : theirs;
        return PROVIDERS.getOrDefault(family, family);
    }

    private static void put(ObjectNode document, String name, BigDecimal usd) {
        Matcher served = SERVED.matcher(name);
        Matcher tiered = TIERED.matcher(name);
        if (NAMES.containsKey(name)) {
            set(document, "prices", name, usd);
        } else if (served.matches() && NAMES.containsKey(served.group("name"))) {
            String tier = served.group("tier").equals("batches") ? "batch" : served.group("tier");
            set(withObject(document, "modifiers"), tier, served.group("name"), usd);
        } else if (tiered.matches() && NAMES.containsKey(tiered.group("name"))) {
            set(tier(document, Long.parseLong(tiered.group("thousands")) * 1_000), "prices", tiered.group("name"), usd);
        }
    }

    private static ObjectNode tier(ObjectNode document, long above) {
        for (JsonNode tier : document.withArray("tiers")) {
            if (tier.get("abovePromptTokens").longValue() == above) {
                return (ObjectNode) tier;
            }
        }
        return document.withArray("tiers").addObject().put("abovePromptTokens", above);
    }

    private static void set(ObjectNode object, String prices, String name, BigDecimal usd) {
        PriceBucket bucket = NAMES.get(name);
        BigDecimal unitPrice = bucket.isTokens() ? usd.movePointRight(MILLION_DIGITS) : usd;
        withObject(object, prices)
                .put(bucket.key(), unitPrice.stripTrailingZeros().toPlainString());
    }

    private static ObjectNode withObject(ObjectNode object, String field) {
        return object.has(field) ? (ObjectNode) object.get(field) : object.putObject(field);
    }

    /** What holds of each model at an instant, under their name of its provider. */
    public static ObjectNode write(List<PriceVersion> versions, Instant at) {
        Map<String, PriceVersion> inForce = new LinkedHashMap<>();
        versions.stream()
                .filter(version -> !version.validFrom().isAfter(at))
                .sorted(Comparator.comparing(PriceVersion::validFrom))
                .forEach(version -> inForce.put(theirs(version.provider()) + "/" + version.model(), version));
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        inForce.forEach((name, version) -> file.set(name, model(version)));
        return file;
    }

    private static ObjectNode model(PriceVersion version) {
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        model.put("litellm_provider", theirs(version.provider()));
        Rates rates = version.rates();
        put(model, rates.prices(), "");
        // Some tiers begin at a round number, that is above the one before.
        rates.tiers()
                .forEach(tier ->
                        put(model, tier.prices(), "_above_" + (tier.abovePromptTokens() + 999) / 1_000 + "k_tokens"));
        SERVICE_TIERS.forEach((ours, theirs) -> {
            if (rates.modifiers().containsKey(ours)) {
                put(model, rates.modifiers().get(ours).applyTo(rates.prices()), "_" + theirs);
            }
        });
        return model;
    }

    /** Of several names that we call the same the first by the alphabet. */
    private static String theirs(String ours) {
        return new TreeSet<>(PROVIDERS.keySet())
                .stream()
                        .filter(theirs -> PROVIDERS.get(theirs).equals(ours))
                        .findFirst()
                        .orElse(ours);
    }

    private static void put(ObjectNode model, UnitPrices prices, String suffix) {
        new TreeMap<>(NAMES).forEach((name, bucket) -> {
            BigDecimal usd = prices.get(bucket);
            if (usd != null) {
                model.put(name + suffix, bucket.isTokens() ? usd.movePointLeft(MILLION_DIGITS) : usd);
            }
        });
    }
}
