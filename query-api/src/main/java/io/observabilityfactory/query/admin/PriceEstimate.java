package io.observabilityfactory.query.admin;

import io.observabilityfactory.service.access.OnlyReads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/prices/estimate")
@Tag(name = "Prices")
final class PriceEstimate {

    private final Owner costService;

    PriceEstimate(Owners owners) {
        this.costService = owners.costService();
    }

    /** The only POST that changes nothing: a key that may read is enough for it. */
    @POST
    @OnlyReads
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "What a usage would cost, and why", description = "cost-service answers.")
    public Uni<Response> estimate(@Context HttpServerRequest request, byte[] body) {
        return costService.answer(OwnerRequest.reading(request, body)).map(OwnerAnswer::toResponse);
    }
}
