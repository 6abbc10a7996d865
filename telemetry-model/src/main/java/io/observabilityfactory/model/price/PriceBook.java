package io.observabilityfactory.model.price;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The price lines of one project, or those that hold for everybody, by the names they are found by. */
final class PriceBook {

    static final PriceBook EMPTY = new PriceBook(List.of());

    private final Map<String, List<PriceLine>> byModel = new HashMap<>();
    private final Map<String, List<PriceLine>> byAlias = new HashMap<>();
    private final Map<ModelPattern, List<PriceLine>> byPattern = new LinkedHashMap<>();

    private PriceBook(Collection<PriceLine> lines) {
        lines.forEach(this::index);
    }

    static PriceBook of(Collection<PriceVersion> versions) {
        return new PriceBook(
                versions.stream()
                        .collect(groupingBy(version -> List.of(version.provider(), version.model())))
                        .values()
                        .stream()
                        .map(PriceLine::of)
                        .sorted(Comparator.comparing(PriceLine::provider))
                        .toList());
    }

    private void index(PriceLine line) {
        Set<String> aliases = new LinkedHashSet<>();
        line.versions().forEach(version -> aliases.addAll(version.aliases()));
        String model = line.versions().get(0).model();
        aliases.remove(model);
        index(model, line, byModel);
        aliases.forEach(alias -> index(alias, line, byAlias));
    }

    private void index(String name, PriceLine line, Map<String, List<PriceLine>> exact) {
        if (ModelPattern.isPattern(name)) {
            byPattern
                    .computeIfAbsent(ModelPattern.of(name), key -> new ArrayList<>())
                    .add(line);
        } else {
            exact.computeIfAbsent(name, key -> new ArrayList<>()).add(line);
        }
    }

    /** Lines a reported model may be priced by, in groups, the most specific first. */
    Stream<List<PriceLine>> candidates(@Nullable String provider, String reported) {
        String name = reported.strip().toLowerCase(java.util.Locale.ROOT);
        String canonical = ModelName.canonical(reported);
        Stream<List<PriceLine>> exact = Stream.of(name, canonical)
                .distinct()
                .flatMap(it -> Stream.of(byModel.getOrDefault(it, List.of()), byAlias.getOrDefault(it, List.of())));
        return Stream.concat(exact, matching(name)).flatMap(lines -> ofProvider(lines, provider));
    }

    private Stream<List<PriceLine>> matching(String name) {
        return byPattern.entrySet().stream()
                .filter(entry -> entry.getKey().matches(name))
                .sorted(Comparator.comparing(
                        (Map.Entry<ModelPattern, List<PriceLine>> entry) ->
                                entry.getKey().specificity(),
                        Comparator.reverseOrder()))
                .map(Map.Entry::getValue);
    }

    /** The provider's own price comes before one for whoever provides the model. */
    private static Stream<List<PriceLine>> ofProvider(List<PriceLine> lines, @Nullable String provider) {
        Stream<List<PriceLine>> groups = provider == null
                ? Stream.of(lines)
                : Stream.of(of(lines, provider), of(lines, PriceVersion.ANY_PROVIDER));
        return groups.filter(group -> !group.isEmpty());
    }

    private static List<PriceLine> of(List<PriceLine> lines, String provider) {
        return lines.stream().filter(line -> line.provider().equals(provider)).toList();
    }
}
