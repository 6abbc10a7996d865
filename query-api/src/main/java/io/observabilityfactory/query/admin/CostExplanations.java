package io.observabilityfactory.query.admin;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Why things cost what they cost: what cost-service alone can tell, as it knows what the prices mean. */
@Path("/api/v1/costs")
@Tag(name = "Costs")
final class CostExplanations {

    private static final byte[] NO_BODY = {};

    private final Owner costService;

    CostExplanations(Owners owners) {
        this.costService = owners.costService();
    }

    @GET
    @Path("spans/{traceId}/{spanId}")
    @Operation(
            summary = "Why a span costs this much",
            description =
                    "Usage by bucket, the price version and tier it was priced by, who pays instead, and all of it as a"
                            + " sentence. cost-service answers.")
    public Uni<Response> explanation(
            @RestPath String traceId, @RestPath String spanId, @Context HttpServerRequest request) {
        return answer(request);
    }

    @GET
    @Path("unpriced")
    @Operation(summary = "Tokens without a price, by model", description = "cost-service answers.")
    public Uni<Response> unpriced(@Context HttpServerRequest request) {
        return answer(request);
    }

    private Uni<Response> answer(HttpServerRequest request) {
        return costService.answer(OwnerRequest.reading(request, NO_BODY)).map(OwnerAnswer::toResponse);
    }
}
