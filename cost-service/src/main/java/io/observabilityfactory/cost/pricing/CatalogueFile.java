package io.observabilityfactory.cost.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.price.InvalidPriceException;
import io.observabilityfactory.model.price.PriceVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A provider's published prices, as this service ships them with date and source.
 *
 * @param checksum of the bytes of the file
 */
record CatalogueFile(String name, String checksum, List<PriceVersion> versions) {

    /** By name, as the folder of a native program cannot be listed. */
    private static final List<String> FILES = List.of(
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

    static List<CatalogueFile> all(ObjectMapper json) {
        return FILES.stream().map(name -> read(name, json)).toList();
    }

    static CatalogueFile read(String name, ObjectMapper json) {
        String path = "/catalogue/" + name + ".json";
        try (InputStream file = Objects.requireNonNull(CatalogueFile.class.getResourceAsStream(path), path)) {
            byte[] bytes = file.readAllBytes();
            return new CatalogueFile(name, checksum(bytes), versions(name, json.readTree(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    private static List<PriceVersion> versions(String name, JsonNode file) {
        List<PriceVersion> versions = new ArrayList<>();
        for (JsonNode price : file.path("prices")) {
            try {
                versions.add(PriceDocument.read(price, null));
            } catch (InvalidPriceException e) {
                throw new IllegalStateException(name + ": " + price.path("model") + ": " + e.getMessage(), e);
            }
        }
        return versions;
    }

    private static String checksum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
