package io.observabilityfactory.query.admin;

import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.paging.PageRequest;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/api-keys")
@Tag(name = "Projects and keys")
@Produces({MediaType.APPLICATION_JSON, Page.CSV})
final class ApiKeyResource {

    private final ApiKeys keys;
    private final Operator operator;

    ApiKeyResource(ApiKeys keys, Operator operator) {
        this.keys = keys;
        this.operator = operator;
    }

    @GET
    @Operation(summary = "The keys of a project without their secrets, revoked ones too")
    public Uni<Page<ApiKey>> keys(
            @RestQuery @Nullable String project,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor,
            @Context UriInfo uri) {
        return keys.of(operator.projectNamed(project), PageRequest.parseLongest(limit, cursor, uri));
    }

    @POST
    @ResponseStatus(201)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Makes a key; its secret is in this answer and cannot be found again")
    public Uni<NewApiKey> create(@Nullable ApiKeyRequest body) {
        if (body == null) {
            throw ProblemException.invalid("body", "a JSON object");
        }
        return keys.create(operator.projectNamed(body.project()), body.checkedName(), body.checkedScopes());
    }

    @DELETE
    @Path("{publicKey}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Revokes a key; it is refused within seconds")
    public Uni<ApiKey> revoke(@RestPath String publicKey, @RestQuery @Nullable String project) {
        return keys.revoke(operator.projectNamed(project), publicKey);
    }
}
