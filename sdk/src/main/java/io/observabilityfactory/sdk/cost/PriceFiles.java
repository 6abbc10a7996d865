package io.observabilityfactory.sdk.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceModifier;
import io.observabilityfactory.model.price.PriceTier;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.price.Rates;
import io.observabilityfactory.model.price.UnitPrices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The list prices as cost-service ships them, which the build puts into this library. They are checked there. */
final class PriceFiles {

    /** By name, as the folder of a native program cannot be listed. */
    static final List<String> NAMES = List.of(
            "alibaba",
            "anthropic",
            "aws.bedrock",
            "azure.ai.openai",
            "cerebras",
            "cohere",
            "deepseek",
            "fireworks_ai",
            "gcp.gemini",
            "gcp.gen_ai",
            "gcp.vertex_ai",
            "groq",
            "jina_ai",
            "meta",
            "mistral_ai",
            "moonshot_ai",
            "openai",
            "perplexity",
            "together_ai",
            "voyage_ai",
            "x_ai");

    private static final int DATE_LENGTH = "2026-01-01".length();

    private PriceFiles() {}

    static List<PriceVersion> readAll() {
        ObjectMapper json = new ObjectMapper();
        List<PriceVersion> versions = new ArrayList<>();
        for (String name : NAMES) {
            read(name, json).path("prices").forEach(price -> versions.add(version(price)));
        }
        return versions;
    }

    private static JsonNode read(String name, ObjectMapper json) {
        String path = "catalogue/" + name + ".json";
        try (InputStream file = Objects.requireNonNull(PriceFiles.class.getResourceAsStream(path), path)) {
            return json.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    private static PriceVersion version(JsonNode json) {
        List<String> aliases = new ArrayList<>();
        json.path("aliases").forEach(alias -> aliases.add(alias.textValue()));
        return new PriceVersion(
                0,
                null,
                json.path("provider").textValue(),
                json.path("model").textValue(),
                aliases,
                instant(json.path("validFrom").textValue()),
                json.hasNonNull("validTo") ? instant(json.path("validTo").textValue()) : null,
                new Rates(
                        unitPrices(json.path("prices")), tiers(json.path("tiers")), modifiers(json.path("modifiers"))),
                json.path("source").asText("list price"),
                null,
                null);
    }

    private static UnitPrices unitPrices(JsonNode json) {
        Map<PriceBucket, BigDecimal> usd = new EnumMap<>(PriceBucket.class);
        json.properties()
                .forEach(price -> usd.put(
                        PriceBucket.ofKey(price.getKey()).orElseThrow(),
                        new BigDecimal(price.getValue().asText())));
        return UnitPrices.of(usd);
    }

    private static List<PriceTier> tiers(JsonNode json) {
        List<PriceTier> tiers = new ArrayList<>();
        json.forEach(tier ->
                tiers.add(new PriceTier(tier.path("abovePromptTokens").longValue(), unitPrices(tier.path("prices")))));
        return tiers;
    }

    private static Map<String, PriceModifier> modifiers(JsonNode json) {
        Map<String, PriceModifier> modifiers = new HashMap<>();
        json.properties()
                .forEach(modifier ->
                        modifiers.put(modifier.getKey().toLowerCase(Locale.ROOT), modifier(modifier.getValue())));
        return modifiers;
    }

    private static PriceModifier modifier(JsonNode json) {
        return json.isObject()
                ? new PriceModifier.OwnPrices(unitPrices(json))
                : new PriceModifier.Factor(new BigDecimal(json.asText()));
    }

    private static Instant instant(@Nullable String text) {
        String time = Objects.requireNonNull(text);
        return time.length() <= DATE_LENGTH
                ? LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(time);
    }
}
