package io.observabilityfactory.cost.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.cost.pricing.CatalogueChanges;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.pricelist.PriceDocument;
import io.observabilityfactory.service.access.CurrentProject;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The models that have a price, each with what holds today. */
@Path("/api/v1/models")
class ModelResource {

    private final CurrentProject project;
    private final PriceRepository prices;
    private final ObjectMapper json;

    ModelResource(CurrentProject project, PriceRepository prices, ObjectMapper json) {
        this.project = project;
        this.prices = prices;
        this.json = json;
    }

    @GET
    public Uni<Page> list(@QueryParam("provider") @Nullable String provider) {
        String wanted = provider == null ? null : provider.strip().toLowerCase(Locale.ROOT);
        return prices.visible(project.id())
                .map(all -> all.stream().map(price -> price.toVersion(json)).toList())
                .map(all -> models(CatalogueChanges.live(all), wanted, Instant.now()));
    }

    private static Page models(List<PriceVersion> live, @Nullable String provider, Instant now) {
        Map<String, List<PriceVersion>> byModel = new TreeMap<>();
        live.stream()
                .filter(version -> provider == null || provider.equals(version.provider()))
                .forEach(version -> byModel.computeIfAbsent(
                                version.provider() + "\n" + version.model() + "\n" + (version.projectId() == null),
                                key -> new java.util.ArrayList<>())
                        .add(version));
        return new Page(
                byModel.values().stream().map(versions -> model(versions, now)).toList(), null);
    }

    private static ObjectNode model(Collection<PriceVersion> versions, Instant now) {
        List<PriceVersion> inOrder = versions.stream()
                .sorted(Comparator.comparing(PriceVersion::validFrom))
                .toList();
        PriceVersion last = inOrder.get(inOrder.size() - 1);
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        model.put("provider", last.provider());
        model.put("model", last.model());
        ArrayNode aliases = model.putArray("aliases");
        last.aliases().forEach(aliases::add);
        model.put("own", last.projectId() != null);
        model.put("versions", inOrder.size());
        inOrder.stream()
                .filter(version -> !version.validFrom().isAfter(now))
                .reduce((earlier, later) -> later)
                .filter(version ->
                        version.validTo() == null || version.validTo().isAfter(now))
                .ifPresent(version ->
                        model.set("current", PriceDocument.write(version).put("id", version.id())));
        return model;
    }
}
