package io.observabilityfactory.query.ui;

import io.observabilityfactory.model.access.ApiKeySecret;
import io.observabilityfactory.query.admin.ApiKeys;
import io.observabilityfactory.service.access.ChecksAccessItself;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Signing in at a provider of OpenID Connect. By the time that this is called the provider has said who somebody is: requests that
 * come without that are sent to it, and come back. From here on the session is one like any other, of a key that ends with it.
 */
@Path(OpenIdResource.PATH)
@ChecksAccessItself
final class OpenIdResource {

    /** Also in {@code application.properties}, which has it protected. */
    static final String PATH = "/sign-in";

    private static final Logger LOG = Logger.getLogger(OpenIdResource.class);
    private static final String OVERVIEW = "/";
    private static final String REFUSED = "/?sign-in=refused";
    private static final int LONGEST_NAME = 100;

    private final SecurityIdentity person;
    private final OidcSession providerSession;
    private final OpenIdConfig config;
    private final UiConfig sessions;
    private final ApiKeys keys;
    private final SessionSeal seal;

    OpenIdResource(
            SecurityIdentity person,
            OidcSession providerSession,
            OpenIdConfig config,
            UiConfig sessions,
            ApiKeys keys,
            SessionSeal seal) {
        this.person = person;
        this.providerSession = providerSession;
        this.config = config;
        this.sessions = sessions;
        this.keys = keys;
        this.seal = seal;
    }

    @GET
    @Operation(hidden = true)
    public Uni<RestResponse<Void>> enter(@Context HttpServerRequest request) {
        return admittedKey().call(providerSession::logout).map(key -> key.map(secret -> begin(secret, request))
                .orElseGet(this::refuse));
    }

    private Uni<Optional<ApiKeySecret>> admittedKey() {
        return Admission.of(config, person.getRoles(), this::claim)
                .map(admission -> keys.createForSession(
                        admission.project(), name(), admission.scopes(), sessions.sessionLength()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Optional<String> claim(String name) {
        return Optional.<Object>ofNullable(providerSession.getIdToken().getClaim(name))
                .map(Object::toString);
    }

    /** As it stands in the list of keys. */
    private String name() {
        String name = person.getPrincipal().getName();
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private RestResponse<Void> begin(ApiKeySecret key, HttpServerRequest request) {
        return RestResponse.ResponseBuilder.<Void>create(Status.SEE_OTHER.getStatusCode())
                .header(HttpHeaders.LOCATION, OVERVIEW)
                .header(HttpHeaders.SET_COOKIE, SessionCookie.begin(seal.seal(key.value(), Instant.now()), request))
                .build();
    }

    private RestResponse<Void> refuse() {
        LOG.infof("%s is signed in at the provider, but has no role or no project here", name());
        return RestResponse.ResponseBuilder.<Void>create(Status.SEE_OTHER.getStatusCode())
                .header(HttpHeaders.LOCATION, REFUSED)
                .build();
    }
}
