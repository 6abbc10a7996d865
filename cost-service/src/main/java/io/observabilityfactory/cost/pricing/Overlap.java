package io.observabilityfactory.cost.pricing;

import io.observabilityfactory.model.price.PriceVersion;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a price version cannot be added beside others: two would hold for the same call.
 *
 * @param field what would have to change
 */
public record Overlap(String field, String reason) {

    /** @param live the versions in force of the same project; none of them is superseded */
    public static Optional<Overlap> of(PriceVersion wanted, Collection<PriceVersion> live) {
        return live.stream()
                .filter(version -> version.provider().equals(wanted.provider())
                        && !Objects.equals(wanted.supersedes(), version.id()))
                .map(version ->
                        version.model().equals(wanted.model()) ? ofTime(wanted, version) : ofNames(wanted, version))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable Overlap ofTime(PriceVersion wanted, PriceVersion there) {
        if (wanted.validFrom().equals(there.validFrom())) {
            return new Overlap(
                    "validFrom", "begins with version " + there.id() + "; ask for a correction to supersede that one");
        }
        if (lies(wanted.validFrom(), there)) {
            return new Overlap("validFrom", "lies within version " + there.id() + ", which ends at " + there.validTo());
        }
        return lies(there.validFrom(), wanted)
                ? new Overlap(
                        "validTo", "lies beyond the beginning of version " + there.id() + ", " + there.validFrom())
                : null;
    }

    /** Whether an instant is within a version that ends by itself; one that does not is ended by the next. */
    private static boolean lies(Instant instant, PriceVersion version) {
        return version.validTo() != null && instant.isAfter(version.validFrom()) && instant.isBefore(version.validTo());
    }

    private static @Nullable Overlap ofNames(PriceVersion wanted, PriceVersion there) {
        if (isNameOf(there, wanted.model())) {
            return taken("model", wanted.model(), there);
        }
        for (String alias : wanted.aliases()) {
            if (isNameOf(there, alias)) {
                return taken("aliases", alias, there);
            }
        }
        return null;
    }

    private static boolean isNameOf(PriceVersion version, String name) {
        return version.model().equals(name) || version.aliases().contains(name);
    }

    private static Overlap taken(String field, String name, PriceVersion there) {
        return new Overlap(field, "'" + name + "' is a name of " + there.model() + " in version " + there.id());
    }
}
