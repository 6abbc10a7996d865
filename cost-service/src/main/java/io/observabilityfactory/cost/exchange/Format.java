package io.observabilityfactory.cost.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.observabilityfactory.model.price.InvalidPriceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an imported text is. */
public enum Format {
    JSON {
        @Override
        List<JsonNode> documents(String text, String validFrom) {
            List<JsonNode> documents = new ArrayList<>();
            JsonNode list = tree(EXACT, text);
            (list.isArray() ? list : list.path("prices")).forEach(documents::add);
            return documents;
        }
    },
    CSV {
        @Override
        List<JsonNode> documents(String text, String validFrom) {
            return CsvPrices.read(text, EXACT);
        }
    },
    LITELLM {
        @Override
        List<JsonNode> documents(String text, String validFrom) {
            return LiteLlmPrices.read(tree(EXACT, text), validFrom);
        }

        @Override
        boolean isDated() {
            return false;
        }
    },
    CONFIG {
        @Override
        List<JsonNode> documents(String text, String validFrom) {
            return ConfiguredPrices.read(tree(YAML, text));
        }
    };

    private static final ObjectMapper EXACT = exact(new ObjectMapper());
    private static final ObjectMapper YAML = exact(new YAMLMapper());

    /** The versions in it, as {@link io.observabilityfactory.cost.pricing.PriceDocument} reads them. */
    abstract List<JsonNode> documents(String text, String validFrom);

    /** Whether it says since when its prices hold. */
    boolean isDated() {
        return true;
    }

    public static Format of(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            InvalidPriceException refused = new InvalidPriceException("format", "must be json, csv, litellm or config");
            refused.initCause(e);
            throw refused;
        }
    }

    private static ObjectMapper exact(ObjectMapper mapper) {
        return mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    private static JsonNode tree(ObjectMapper mapper, String text) {
        try {
            JsonNode tree = mapper.readTree(text);
            if (tree == null || tree.isMissingNode()) {
                throw new InvalidPriceException("body", "must not be empty");
            }
            return tree;
        } catch (JsonProcessingException e) {
            InvalidPriceException refused =
                    new InvalidPriceException("body", "cannot be read: " + e.getOriginalMessage());
            refused.initCause(e);
            throw refused;
        }
    }
}
