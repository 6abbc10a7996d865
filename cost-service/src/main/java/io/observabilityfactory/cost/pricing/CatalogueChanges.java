package io.observabilityfactory.cost.pricing;

import io.observabilityfactory.model.price.PriceVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has to be added so that the database says what a list of prices says: what is new, and what corrects a version. */
public record CatalogueChanges(List<PriceVersion> additions, int corrections) {

    /** @param known all versions in the database */
    public static CatalogueChanges between(Collection<PriceVersion> known, Collection<PriceVersion> wanted) {
        Map<Start, PriceVersion> live = new HashMap<>();
        live(known).forEach(version -> live.put(Start.of(version), version));
        List<PriceVersion> additions = new ArrayList<>();
        int corrections = 0;
        for (PriceVersion version : wanted) {
            @Nullable PriceVersion there = live.get(Start.of(version));
            if (there == null) {
                additions.add(version);
            } else if (!there.saysTheSameAs(version)) {
                additions.add(version.correcting(there));
                corrections++;
            }
        }
        return new CatalogueChanges(additions, corrections);
    }

    /** Those that no other one corrects. */
    public static List<PriceVersion> live(Collection<PriceVersion> versions) {
        Set<Long> superseded = versions.stream()
                .map(PriceVersion::supersedes)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return versions.stream()
                .filter(version -> !superseded.contains(version.id()))
                .toList();
    }

    /** Of a model one version begins at an instant. */
    private record Start(@Nullable Integer projectId, String provider, String model, Instant validFrom) {

        static Start of(PriceVersion version) {
            return new Start(version.projectId(), version.provider(), version.model(), version.validFrom());
        }
    }
}
