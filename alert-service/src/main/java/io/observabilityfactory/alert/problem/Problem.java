package io.observabilityfactory.alert.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
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

    private static final String TYPE = "about:blank";

    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String RETRY_AFTER_SECONDS = "5";

    static Problem of(Response.StatusType status, String detail) {
        return new Problem(TYPE, status.getReasonPhrase(), status.getStatusCode(), detail, null, null);
    }

    static Problem invalid(String parameter, String detail) {
        return of(RestResponse.Status.BAD_REQUEST, detail).with(parameter);
    }

    static Problem unavailable(String detail) {
        return of(RestResponse.Status.SERVICE_UNAVAILABLE, detail);
    }

    Problem with(String parameter) {
        return new Problem(type, title, status, detail, instance, parameter);
    }

    RestResponse<Problem> response(UriInfo uri) {
        return new Problem(type, title, status, detail, uri.getRequestUri().getRawPath(), parameter).answer();
    }

    private RestResponse<Problem> answer() {
        RestResponse.ResponseBuilder<Problem> response = RestResponse.ResponseBuilder.<Problem>create(status)
                .type(MEDIA_TYPE)
                .entity(this);
        if (status == RestResponse.StatusCode.SERVICE_UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.build();
    }
}
