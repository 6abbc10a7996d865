package io.observabilityfactory.cost.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.cost.exchange.CsvPrices;
import io.observabilityfactory.cost.exchange.Format;
import io.observabilityfactory.cost.exchange.LiteLlmPrices;
import io.observabilityfactory.cost.exchange.PriceImport;
import io.observabilityfactory.cost.pricing.CatalogueChanges;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.pricelist.PriceDocument;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Prices out of and into files. What is taken in becomes the project's own. */
@Path("/api/v1/prices")
class ExchangeResource {

    private static final int MOST_OWN = 20_000;

    private final CurrentProject project;
    private final PriceRepository prices;
    private final ObjectMapper json;

    ExchangeResource(CurrentProject project, PriceRepository prices, ObjectMapper json) {
        this.project = project;
        this.prices = prices;
        this.json = json;
    }

    /** @param own whether prices that hold for everybody are left out */
    @GET
    @Path("/export")
    public Uni<Response> export(
            @QueryParam("format") @DefaultValue("json") String name,
            @QueryParam("own") @DefaultValue("false") boolean own) {
        Format format = Requests.refusing(() -> Format.of(name));
        return prices.visible(project.id())
                .map(all -> all.stream().map(price -> price.toVersion(json)).toList())
                .map(CatalogueChanges::live)
                .map(live -> live.stream()
                        .filter(version -> !own || version.projectId() != null)
                        .toList())
                .map(versions -> file(format, versions));
    }

    private static Response file(Format format, List<PriceVersion> versions) {
        return switch (format) {
            case JSON -> Response.ok(list(versions), MediaType.APPLICATION_JSON).build();
            case LITELLM ->
                Response.ok(LiteLlmPrices.write(versions, Instant.now()), MediaType.APPLICATION_JSON)
                        .build();
            case CSV ->
                Response.ok(CsvPrices.write(versions), "text/csv;charset=UTF-8").build();
            case CONFIG -> throw ProblemException.invalid("format", "json, csv or litellm");
        };
    }

    private static ObjectNode list(List<PriceVersion> versions) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        versions.forEach(version -> list.withArray("prices").add(PriceDocument.write(version)));
        return list;
    }

    /**
     * @param validFrom since when prices hold whose format has no dates; today when it is not said
     * @param dryRun whether it is only told what would be done
     */
    @POST
    @Path("/import")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<ObjectNode> take(
            String text,
            @QueryParam("format") @DefaultValue("json") String format,
            @QueryParam("validFrom") @DefaultValue("") String validFrom,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun) {
        String since = validFrom.isEmpty() ? LocalDate.now(ZoneOffset.UTC).toString() : validFrom;
        PriceImport list = Requests.refusing(() -> PriceImport.read(Format.of(format), text, since, project.id()));
        AtomicReference<PriceImport.Result> result = new AtomicReference<>();
        return prices.add(project.id(), own -> {
                    result.set(list.into(versions(own)));
                    requireRoom(own.size() + result.get().additions().size());
                    return dryRun ? List.of() : result.get().additions();
                })
                .map(added -> view(result.get(), dryRun));
    }

    private List<PriceVersion> versions(List<PriceEntity> own) {
        return own.stream().map(price -> price.toVersion(json)).toList();
    }

    private static void requireRoom(int versions) {
        if (versions > MOST_OWN) {
            throw ProblemException.conflict(
                    "body",
                    "A project has at most " + MOST_OWN + " price versions; these would be " + versions + ".",
                    null);
        }
    }

    private static ObjectNode view(PriceImport.Result result, boolean dryRun) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("dryRun", dryRun);
        view.put("added", result.additions().size() - result.corrections());
        view.put("corrected", result.corrections());
        view.put("unchanged", result.unchanged());
        view.putArray("refused");
        result.refusals().forEach(refusal -> view.withArray("refused")
                .addObject()
                .put("price", refusal.what())
                .put("parameter", refusal.field())
                .put("detail", refusal.field() + " " + refusal.reason()));
        return view;
    }
}
