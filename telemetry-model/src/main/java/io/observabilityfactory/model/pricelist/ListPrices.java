package io.observabilityfactory.model.pricelist;

import com.fasterxml.jackson.databind.JsonNode;
import io.observabilityfactory.model.price.InvalidPriceException;
import io.observabilityfactory.model.price.PriceVersion;
import java.util.ArrayList;
import java.util.List;

/** Files of prices that hold for everybody: the same for whoever ships them, whatever folder they are in. */
public final class ListPrices {

    /** The files that are shipped, one a provider; by name, as the folder of a native program cannot be listed. */
    public static final List<String> NAMES = List.of(
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

    private ListPrices() {}

    /**
     * The versions of a file, none of them stored yet.
     *
     * @param name of the file, for people
     * @throws IllegalStateException names the file, and the price and field that cannot be read
     */
    public static List<PriceVersion> read(String name, JsonNode file) {
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
}
