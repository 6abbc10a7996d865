package io.observabilityfactory.cost.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.observabilityfactory.cost.pricing.CatalogueChanges;
import io.observabilityfactory.cost.pricing.Overlap;
import io.observabilityfactory.model.price.InvalidPriceException;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.pricelist.PriceDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a project's own prices become by a list of others: what is new is added, what differs from the version that begins
 * at the same instant supersedes it, what says the same is left out, and what cannot be is refused alone.
 */
public final class PriceImport {

    private final Format format;
    private final List<PriceVersion> wanted = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private PriceImport(Format format) {
        this.format = format;
    }

    /** @param what it is about, as far as it can be read */
    public record Refusal(String what, String field, String reason) {}

    /** @param additions in the order in which they are to be stored */
    public record Result(List<PriceVersion> additions, int corrections, int unchanged, List<Refusal> refusals) {}

    /** @throws InvalidPriceException when the text as a whole cannot be read */
    public static PriceImport read(Format format, String text, String validFrom, int projectId) {
        PriceImport read = new PriceImport(format);
        for (JsonNode document : format.documents(text, validFrom)) {
            read.read(document, projectId);
        }
        return read;
    }

    private void read(JsonNode document, int projectId) {
        try {
            wanted.add(PriceDocument.read(document, projectId));
        } catch (InvalidPriceException e) {
            String what = document.path("provider").asText("?") + " "
                    + document.path("model").asText("?");
            refusals.add(new Refusal(what, e.field(), e.reason()));
        }
    }

    /** @param own all versions that the project has */
    public Result into(List<PriceVersion> own) {
        List<PriceVersion> live = new ArrayList<>(CatalogueChanges.live(own));
        List<PriceVersion> additions = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>(refusals);
        int corrections = 0;
        for (PriceVersion version : wanted) {
            Optional<PriceVersion> there = startingWith(version, live);
            if (there.or(() -> sayingTheSame(version, live))
                    .filter(version::saysTheSameAs)
                    .isPresent()) {
                continue;
            }
            PriceVersion addition = there.map(version::correcting).orElse(version);
            Optional<Overlap> overlap = Overlap.of(addition, live);
            if (overlap.isPresent()) {
                refused.add(new Refusal(
                        version.provider() + " " + version.model(),
                        overlap.get().field(),
                        overlap.get().reason()));
                continue;
            }
            corrections += there.isPresent() ? 1 : 0;
            there.ifPresent(live::remove);
            live.add(version);
            additions.add(addition);
        }
        int unchanged = wanted.size() + refusals.size() - additions.size() - refused.size();
        return new Result(additions, corrections, unchanged, refused);
    }

    private static Optional<PriceVersion> startingWith(PriceVersion version, List<PriceVersion> live) {
        return live.stream()
                .filter(other ->
                        isOfTheSameModel(version, other) && other.validFrom().equals(version.validFrom()))
                .findFirst();
    }

    /** What has no dates says nothing new when the latest version says it already. */
    private Optional<PriceVersion> sayingTheSame(PriceVersion version, List<PriceVersion> live) {
        return format.isDated()
                ? Optional.empty()
                : live.stream()
                        .filter(other -> isOfTheSameModel(version, other))
                        .max(Comparator.comparing(PriceVersion::validFrom));
    }

    private static boolean isOfTheSameModel(PriceVersion a, PriceVersion b) {
        return a.provider().equals(b.provider()) && a.model().equals(b.model());
    }
}
