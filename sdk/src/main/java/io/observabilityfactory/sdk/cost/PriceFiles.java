package io.observabilityfactory.sdk.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.pricelist.ListPrices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The list prices as cost-service ships them, which the build puts into this library. */
final class PriceFiles {

    private PriceFiles() {}

    static List<PriceVersion> readAll() {
        ObjectMapper json = new ObjectMapper();
        return ListPrices.NAMES.stream()
                .flatMap(name -> ListPrices.read(name, read(name, json)).stream())
                .toList();
    }

    private static JsonNode read(String name, ObjectMapper json) {
        String path = "catalogue/" + name + ".json";
        try (InputStream file = Objects.requireNonNull(PriceFiles.class.getResourceAsStream(path), path)) {
            return json.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
