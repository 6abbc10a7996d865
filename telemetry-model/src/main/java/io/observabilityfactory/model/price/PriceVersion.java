package io.observabilityfactory.model.price;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One immutable price version: what a provider charges for a model from an instant on.
 *
 * @param id the database's id of this version, named by every cost computed from it
 * @param projectId whose own price it is; null for a price that holds for everybody
 * @param provider as normalized from spans, {@code openai} for instance; {@link #ANY_PROVIDER} for whoever provides it
 * @param model the model's name, or a pattern with {@code *} for any characters
 * @param aliases other names and patterns it is found by
 * @param validTo when it ends by itself, null when the next version ends it
 * @param source where the figures were published, or who gave them
 * @param sourceDate when they were known to be right
 * @param supersedes the version that this one corrects, null when it corrects none
 */
public record PriceVersion(
        long id,
        @Nullable Integer projectId,
        String provider,
        String model,
        List<String> aliases,
        Instant validFrom,
        @Nullable Instant validTo,
        Rates rates,
        String source,
        @Nullable LocalDate sourceDate,
        @Nullable Long supersedes) {

    /** Stands for every provider in a project's own prices. */
    public static final String ANY_PROVIDER = "*";

    public PriceVersion {
        provider = name("provider", provider);
        model = name("model", model);
        aliases =
                aliases.stream().map(alias -> name("aliases", alias)).distinct().toList();
        if (validTo != null && !validTo.isAfter(validFrom)) {
            throw new InvalidPriceException("validTo", "must be after validFrom");
        }
    }

    private static String name(String field, String value) {
        String name = value.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            throw new InvalidPriceException(field, "must not be empty");
        }
        return name;
    }

    /** All names and patterns it is found by. */
    public Stream<String> names() {
        return Stream.concat(Stream.of(model), aliases.stream());
    }

    /** Whether it says the same: then there is no need of another version. */
    public boolean saysTheSameAs(PriceVersion other) {
        return rates.equals(other.rates)
                && aliases.equals(other.aliases)
                && java.util.Objects.equals(validTo, other.validTo);
    }

    /** Whether it is of the same model and begins at the same instant: then one of them corrects the other. */
    public boolean beginsWith(PriceVersion other) {
        return java.util.Objects.equals(projectId, other.projectId)
                && provider.equals(other.provider)
                && model.equals(other.model)
                && validFrom.equals(other.validFrom);
    }

    /** The same, to be stored in place of another one. */
    public PriceVersion correcting(PriceVersion wrong) {
        return new PriceVersion(
                0, projectId, provider, model, aliases, validFrom, validTo, rates, source, sourceDate, wrong.id());
    }

    boolean holdsAt(Instant at) {
        return !validFrom.isAfter(at) && (validTo == null || at.isBefore(validTo));
    }

    /** {@code openai gpt-4o, valid from 2024-10-02T00:00:00Z}. */
    public String told() {
        return provider + " " + model + ", valid from " + validFrom;
    }
}
