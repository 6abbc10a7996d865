package io.observabilityfactory.query.admin;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A part of the API that another service owns. Whether the caller may ask is checked here, and by the owner again. */
abstract class Forwarding {

    private static final byte[] NO_BODY = {};

    private final Owner owner;

    Forwarding(Owner owner) {
        this.owner = owner;
    }

    @GET
    public Uni<Response> get(@Context HttpServerRequest request) {
        return answer(OwnerRequest.reading(request, NO_BODY));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> post(@Context HttpServerRequest request, byte[] body) {
        return answer(OwnerRequest.changing(request, body));
    }

    @PUT
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> put(@Context HttpServerRequest request, byte[] body) {
        return answer(OwnerRequest.changing(request, body));
    }

    @PATCH
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> patch(@Context HttpServerRequest request, byte[] body) {
        return answer(OwnerRequest.changing(request, body));
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> delete(@Context HttpServerRequest request, byte[] body) {
        return answer(OwnerRequest.changing(request, body));
    }

    private Uni<Response> answer(OwnerRequest request) {
        return owner.answer(request).map(OwnerAnswer::toResponse);
    }
}
