package io.observabilityfactory.model.price;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All versions of one provider's price of one model within one book, the newest first. */
record PriceLine(String provider, List<PriceVersion> versions) {

    static PriceLine of(Collection<PriceVersion> versions) {
        List<PriceVersion> newestFirst = versions.stream()
                .sorted(Comparator.comparing(PriceVersion::validFrom)
                        .thenComparing(PriceVersion::id)
                        .reversed())
                .toList();
        return new PriceLine(newestFirst.get(0).provider(), newestFirst);
    }

    /** The version in force: the last one that began, unless it has ended. */
    Optional<PriceVersion> at(Instant at) {
        for (PriceVersion version : versions) {
            if (!version.validFrom().isAfter(at)) {
                return version.holdsAt(at) ? Optional.of(version) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
