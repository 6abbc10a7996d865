package io.observabilityfactory.model.pricelist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.model.price.InvalidPriceException;
import io.observabilityfactory.model.price.PriceVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A price version as JSON: in the files of the catalogue, in requests, and in exports. What cannot be is told by field. */
public final class PriceDocument {

    private static final Set<String> FIELDS = Set.of(
            "provider",
            "model",
            "aliases",
            "validFrom",
            "validTo",
            "unit",
            "prices",
            "tiers",
            "modifiers",
            "source",
            "sourceDate");
    private static final String UNIT = "USD per 1M tokens";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SOURCE = 500;
    private static final int MOST_ALIASES = 100;

    private PriceDocument() {}

    /**
     * A version that is not stored yet; its id is 0.
     *
     * @param projectId whose own price it is, null when it holds for everybody
     * @throws InvalidPriceException names the field that cannot be read
     */
    public static PriceVersion read(JsonNode json, @Nullable Integer projectId) {
        if (!json.isObject()) {
            throw new InvalidPriceException("body", "must be a JSON object");
        }
        refuseUnknown(json);
        String unit = json.path("unit").asText(UNIT);
        if (!unit.equals(UNIT)) {
            throw new InvalidPriceException("unit", "must be '" + UNIT + "'");
        }
        @Nullable Instant validTo = json.hasNonNull("validTo") ? instant(json, "validTo") : null;
        return new PriceVersion(
                0,
                projectId,
                text(json, "provider", LONGEST_NAME),
                text(json, "model", LONGEST_NAME),
                aliases(json.path("aliases")),
                instant(json, "validFrom"),
                validTo,
                RatesDocument.read(json),
                json.hasNonNull("source") ? text(json, "source", LONGEST_SOURCE) : "unknown",
                json.hasNonNull("sourceDate")
                        ? instant(json, "sourceDate").atOffset(ZoneOffset.UTC).toLocalDate()
                        : null,
                null);
    }

    /** The same that {@link #read} reads. */
    public static ObjectNode write(PriceVersion version) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("provider", version.provider());
        json.put("model", version.model());
        ArrayNode aliases = json.putArray("aliases");
        version.aliases().forEach(aliases::add);
        json.put("validFrom", version.validFrom().toString());
        if (version.validTo() != null) {
            json.put("validTo", version.validTo().toString());
        }
        json.put("unit", UNIT);
        json.setAll(RatesDocument.write(version.rates()));
        json.put("source", version.source());
        if (version.sourceDate() != null) {
            json.put("sourceDate", version.sourceDate().toString());
        }
        return json;
    }

    private static void refuseUnknown(JsonNode json) {
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new InvalidPriceException(
                        name,
                        "is unknown; the fields are "
                                + String.join(", ", FIELDS.stream().sorted().toList()));
            }
        }
    }

    private static List<String> aliases(JsonNode json) {
        if (!json.isMissingNode() && !json.isNull() && (!json.isArray() || json.size() > MOST_ALIASES)) {
            throw new InvalidPriceException("aliases", "must be a list of at most " + MOST_ALIASES + " names");
        }
        List<String> aliases = new ArrayList<>();
        json.forEach(alias -> aliases.add(text("aliases", alias, LONGEST_NAME)));
        return aliases;
    }

    private static String text(JsonNode json, String field, int longest) {
        return text(field, json.path(field), longest);
    }

    private static String text(String field, JsonNode value, int longest) {
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.isEmpty() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidPriceException(
                    field, "must be a text of 1 to " + longest + " characters without control characters");
        }
        return text;
    }

    /** A date is the midnight it begins with, in UTC. */
    private static Instant instant(JsonNode json, String field) {
        String text = json.path(field).asText("");
        try {
            return text.length() <= "2026-01-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            InvalidPriceException refused = new InvalidPriceException(
                    field, "must be a date or an instant, 2026-01-31 or 2026-01-31T00:00:00Z");
            refused.initCause(e);
            throw refused;
        }
    }
}
