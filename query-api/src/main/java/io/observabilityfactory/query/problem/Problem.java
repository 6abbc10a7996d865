package io.observabilityfactory.query.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.StatusType;
import org.jspecify.annotations.Nullable;

/**
 * Problem details as RFC 9457 defines them.
 *
 * @param instance the path that was asked for
 * @param parameter the query or path parameter that was not understood, if that was the problem
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @Nullable String parameter) {

    private static final MediaType JSON = new MediaType("application", "problem+json");

    static Problem of(StatusType status, String detail, String instance) {
        return new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, instance, null);
    }

    Problem at(String badParameter) {
        return new Problem(type, title, status, detail, instance, badParameter);
    }

    Response.ResponseBuilder answer() {
        return Response.status(status).type(JSON).entity(this);
    }
}
