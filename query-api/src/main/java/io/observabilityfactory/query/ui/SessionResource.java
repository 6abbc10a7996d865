package io.observabilityfactory.query.ui;

import io.observabilityfactory.model.access.Credentials;
import io.observabilityfactory.service.access.ChecksAccessItself;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.access.OnlyReads;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** Sessions of the web UI. That the key is known was checked before any of this is called. */
@Path("/api/v1/session")
@Produces(MediaType.APPLICATION_JSON)
final class SessionResource {

    private final CurrentProject project;
    private final SessionSeal seal;
    private final boolean openId;

    SessionResource(
            CurrentProject project,
            SessionSeal seal,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean openId) {
        this.project = project;
        this.seal = seal;
        this.openId = openId;
    }

    @GET
    @Operation(summary = "Whose data this request sees, and what it may do")
    public SessionView current() {
        return SessionView.of(project);
    }

    @GET
    @Path("ways")
    @ChecksAccessItself
    @Operation(summary = "How one can sign in, beside by an API key")
    public SignInWays ways() {
        return new SignInWays(openId);
    }

    @POST
    @OnlyReads
    @Operation(summary = "Begins a session with the API key of this request, kept encrypted in a cookie")
    public RestResponse<SessionView> begin(@Context HttpServerRequest request) {
        RestResponse.ResponseBuilder<SessionView> answer = RestResponse.ResponseBuilder.ok(SessionView.of(project));
        // Where no key is needed one that nobody knows opens nothing, and is not worth keeping.
        if (project.isByKey()) {
            Credentials.of(request.getHeader(Credentials.AUTHORIZATION), request.getHeader(Credentials.API_KEY))
                    .map(credentials -> seal.seal(credentials.secret().value(), Instant.now()))
                    .ifPresent(value -> answer.header(HttpHeaders.SET_COOKIE, SessionCookie.begin(value, request)));
        }
        return answer.build();
    }

    @DELETE
    @OnlyReads
    @Operation(summary = "Ends the session")
    public RestResponse<Void> end(@Context HttpServerRequest request) {
        return RestResponse.ResponseBuilder.<Void>noContent()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.end(request))
                .build();
    }
}
