package io.observabilityfactory.cost.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.cost.pricing.CatalogueChanges;
import io.observabilityfactory.cost.pricing.Overlap;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.pricelist.PriceDocument;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/prices")
class PriceResource {

    private static final int MOST_OWN = 20_000;

    private final CurrentProject project;
    private final PriceRepository prices;
    private final ObjectMapper json;

    PriceResource(CurrentProject project, PriceRepository prices, ObjectMapper json) {
        this.project = project;
        this.prices = prices;
        this.json = json;
    }

    @GET
    public Uni<Page> list(@BeanParam PriceFilter filter) {
        return prices.page(project.id(), filter).map(found -> page(found, filter.limit()));
    }

    @GET
    @Path("/{id}")
    public Uni<ObjectNode> get(long id) {
        return prices.one(project.id(), id).map(this::view);
    }

    @GET
    @Path("/{id}/history")
    public Uni<Page> history(long id) {
        int projectId = project.id();
        return prices.one(projectId, id)
                .chain(() -> prices.history(projectId, id))
                .map(found -> page(found, found.size()));
    }

    /** @param correct whether it supersedes the project's version that begins at the same instant */
    @POST
    public Uni<RestResponse<ObjectNode>> create(
            @Nullable JsonNode body, @QueryParam("correct") @DefaultValue("false") boolean correct) {
        PriceVersion wanted = Requests.refusing(() -> PriceDocument.read(Requests.required(body), project.id()));
        return prices.add(project.id(), own -> List.of(admitted(wanted, own, correct)))
                .map(added -> created(view(added.get(0))));
    }

    private PriceVersion admitted(PriceVersion wanted, List<PriceEntity> own, boolean correct) {
        if (own.size() >= MOST_OWN) {
            throw ProblemException.conflict("body", "The project has " + MOST_OWN + " price versions already.", null);
        }
        List<PriceVersion> live = CatalogueChanges.live(
                own.stream().map(entity -> entity.toVersion(json)).toList());
        PriceVersion version = correct ? correcting(wanted, live) : wanted;
        Overlap.of(version, live).ifPresent(overlap -> {
            throw ProblemException.conflict(overlap.field(), overlap.field() + " " + overlap.reason() + ".", null);
        });
        return version;
    }

    private static PriceVersion correcting(PriceVersion wanted, List<PriceVersion> live) {
        return live.stream()
                .filter(version -> version.provider().equals(wanted.provider())
                        && version.model().equals(wanted.model())
                        && version.validFrom().equals(wanted.validFrom()))
                .findFirst()
                .map(wanted::correcting)
                .orElseThrow(() -> ProblemException.invalid(
                        "validFrom", "that of a version of this project, as it is a correction"));
    }

    private static RestResponse<ObjectNode> created(ObjectNode price) {
        return RestResponse.ResponseBuilder.<ObjectNode>created(
                        URI.create("/api/v1/prices/" + price.get("id").longValue()))
                .entity(price)
                .build();
    }

    private Page page(List<PriceEntity> found, int limit) {
        boolean more = found.size() > limit;
        List<PriceEntity> shown = more ? found.subList(0, limit) : found;
        return new Page(
                shown.stream().map(this::view).toList(),
                more ? Long.toString(shown.get(limit - 1).id()) : null);
    }

    private ObjectNode view(PriceEntity price) {
        return PriceView.whole(price, json);
    }
}
