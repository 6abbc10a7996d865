package io.observabilityfactory.model.price;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one price version that applies to a call: a project's own before one for everybody, by the model that answered
 * before the one that was asked for, and by the most specific name. Immutable.
 */
public final class PriceCatalogue {

    /** Names of models are made up by clients, so what is remembered of them is bounded. */
    private static final int MOST_REMEMBERED = 10_000;

    private final PriceBook everybodys;
    private final Map<Integer, PriceBook> own = new HashMap<>();
    private final Map<Long, PriceVersion> byId = new HashMap<>();
    private final Map<Model, List<List<PriceLine>>> remembered = new ConcurrentHashMap<>();

    private PriceCatalogue(Collection<PriceVersion> versions) {
        versions.forEach(version -> byId.put(version.id(), version));
        Set<Long> superseded = versions.stream()
                .map(PriceVersion::supersedes)
                .filter(Objects::nonNull)
                .collect(toSet());
        List<PriceVersion> live = versions.stream()
                .filter(version -> !superseded.contains(version.id()))
                .toList();
        everybodys = PriceBook.of(
                live.stream().filter(version -> version.projectId() == null).toList());
        live.stream()
                .filter(version -> version.projectId() != null)
                .collect(groupingBy(PriceVersion::projectId))
                .forEach((project, prices) -> own.put(project, PriceBook.of(prices)));
    }

    /** @param versions superseded ones may be among them: they are known by their id, and price nothing */
    public static PriceCatalogue of(Collection<PriceVersion> versions) {
        return new PriceCatalogue(versions);
    }

    /** Any version, superseded or not. */
    public Optional<PriceVersion> version(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The version in force at the start of the call; empty when the catalogue has none, which makes the usage unpriced. A
     * call that does not name its provider has a price only when all who sell the model charge the same.
     */
    public Optional<PriceVersion> find(ModelUse use) {
        for (List<PriceLine> group : candidates(use)) {
            List<PriceVersion> inForce = inForce(group, use.at());
            if (!inForce.isEmpty()) {
                return allChargeTheSame(inForce) ? Optional.of(inForce.get(0)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private List<List<PriceLine>> candidates(ModelUse use) {
        Model model = new Model(use.projectId(), use.provider(), use.responseModel(), use.requestModel());
        List<List<PriceLine>> known = remembered.get(model);
        if (known == null) {
            known = lookUp(model);
            if (remembered.size() < MOST_REMEMBERED) {
                remembered.put(model, known);
            }
        }
        return known;
    }

    private List<List<PriceLine>> lookUp(Model model) {
        return Stream.of(own.getOrDefault(model.projectId(), PriceBook.EMPTY), everybodys)
                .flatMap(book -> model.names().flatMap(name -> book.candidates(model.provider(), name)))
                .toList();
    }

    private static List<PriceVersion> inForce(List<PriceLine> lines, Instant at) {
        List<PriceVersion> inForce = new ArrayList<>(lines.size());
        for (PriceLine line : lines) {
            line.at(at).ifPresent(inForce::add);
        }
        return inForce;
    }

    private static boolean allChargeTheSame(List<PriceVersion> versions) {
        return versions.stream().map(PriceVersion::rates).distinct().count() == 1;
    }

    private record Model(
            int projectId,
            @Nullable String provider,
            @Nullable String responseModel,
            @Nullable String requestModel) {

        Stream<String> names() {
            return Stream.of(Optional.ofNullable(responseModel), Optional.ofNullable(requestModel))
                    .flatMap(Optional::stream)
                    .filter(name -> !name.isBlank())
                    .distinct();
        }
    }
}
