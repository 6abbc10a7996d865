package io.observabilityfactory.cost.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.model.price.InvalidPriceException;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.pricelist.PriceDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One line a version: a column for each unit price, aliases separated by blanks, tiers and modifiers as JSON. */
public final class CsvPrices {

    private static final List<String> TEXTS =
            List.of("provider", "model", "validFrom", "validTo", "source", "sourceDate");
    private static final List<String> DOCUMENTS = List.of("tiers", "modifiers");
    private static final String ALIASES = "aliases";

    private CsvPrices() {}

    private static List<String> columns() {
        return Stream.of(
                        Stream.of("provider", "model", ALIASES, "validFrom", "validTo"),
                        Arrays.stream(PriceBucket.values()).map(PriceBucket::key),
                        DOCUMENTS.stream(),
                        Stream.of("source", "sourceDate"))
                .flatMap(names -> names)
                .toList();
    }

    public static String write(List<PriceVersion> versions) {
        StringBuilder csv = new StringBuilder(Csv.line(columns()));
        for (PriceVersion version : versions) {
            ObjectNode document = PriceDocument.write(version);
            csv.append(Csv.line(
                    columns().stream().map(column -> value(document, column)).toList()));
        }
        return csv.toString();
    }

    private static String value(ObjectNode document, String column) {
        if (column.equals(ALIASES)) {
            List<String> aliases = new ArrayList<>();
            document.path(ALIASES).forEach(alias -> aliases.add(alias.textValue()));
            return String.join(" ", aliases);
        }
        if (DOCUMENTS.contains(column)) {
            return document.has(column) ? document.get(column).toString() : "";
        }
        return TEXTS.contains(column)
                ? document.path(column).asText("")
                : document.path("prices").path(column).asText("");
    }

    /** @throws InvalidPriceException names the line and the field */
    static List<JsonNode> read(String csv, ObjectMapper json) {
        List<List<String>> lines = Csv.read(csv);
        if (lines.isEmpty()) {
            throw new InvalidPriceException("body", "must have a line of column names");
        }
        List<String> header = lines.get(0).stream().map(String::strip).toList();
        for (String column : header) {
            if (!columns().contains(column)) {
                throw new InvalidPriceException("column " + column, "is unknown");
            }
        }
        List<JsonNode> documents = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            documents.add(document(header, line, documents.size() + 2, json));
        }
        return documents;
    }

    private static ObjectNode document(List<String> header, List<String> line, int number, ObjectMapper json) {
        if (line.size() > header.size()) {
            throw new InvalidPriceException("line " + number, "has more values than there are columns");
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < line.size(); i++) {
            String value = line.get(i).strip();
            if (!value.isEmpty()) {
                put(document, header.get(i), value, number, json);
            }
        }
        return document;
    }

    private static void put(ObjectNode document, String column, String value, int number, ObjectMapper json) {
        if (column.equals(ALIASES)) {
            Arrays.stream(value.split(" +")).forEach(document.withArray(ALIASES)::add);
        } else if (TEXTS.contains(column)) {
            document.put(column, value);
        } else if (DOCUMENTS.contains(column)) {
            document.set(column, parsed(value, "line " + number + ": " + column, json));
        } else {
            ObjectNode prices =
                    document.has("prices") ? (ObjectNode) document.get("prices") : document.putObject("prices");
            prices.put(column, value);
        }
    }

    private static JsonNode parsed(String value, String field, ObjectMapper json) {
        try {
            return json.readTree(value);
        } catch (JsonProcessingException e) {
            InvalidPriceException refused = new InvalidPriceException(field, "must be JSON");
            refused.initCause(e);
            throw refused;
        }
    }
}
