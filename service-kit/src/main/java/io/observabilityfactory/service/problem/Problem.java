package io.observabilityfactory.service.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * A problem as the client reads it.
 *
 * @param instance the path that was asked for; known when the problem is answered
 * @param parameter the part of the request that has to change, where one has to
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        @Nullable String parameter) {

    private static final MediaType JSON = new MediaType("application", "problem+json");
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final String SCHEMES = "Bearer, Basic realm=\"observability-factory\"";

    static Problem of(Response.StatusType status, String detail) {
        return new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, null, null);
    }

    Problem at(String wrongParameter) {
        return new Problem(type, title, status, detail, instance, wrongParameter);
    }

    Response.ResponseBuilder answer(UriInfo uri) {
        Response.ResponseBuilder answer = Response.status(status)
                .type(JSON)
                .entity(new Problem(
                        type, title, status, detail, uri.getRequestUri().getRawPath(), parameter));
        if (status == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (status == Response.Status.UNAUTHORIZED.getStatusCode()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, SCHEMES);
        }
        return answer;
    }
}
