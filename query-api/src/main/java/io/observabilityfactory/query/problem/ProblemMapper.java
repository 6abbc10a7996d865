package io.observabilityfactory.query.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure into problem details. */
final class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response ofQuery(QueryProblem problem, UriInfo uri) {
        if (problem.getCause() != null) {
            LOG.warnf(problem.getCause(), "%s: %s", path(uri), problem.getMessage());
        }
        return problem.answer(path(uri)).build();
    }

    /** What the HTTP layer refuses: unknown paths, methods, media types. */
    @ServerExceptionMapper
    Response ofHttp(WebApplicationException refused, UriInfo uri) {
        StatusType status = refused.getResponse().getStatusInfo();
        if (status.getFamily() != Status.Family.CLIENT_ERROR) {
            return ofUnexpected(refused, uri);
        }
        Response.ResponseBuilder answer = Problem.of(status, "The API offers nothing like this here.", path(uri))
                .answer();
        String allow = refused.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer.build()
                : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    Response ofUnexpected(Throwable failure, UriInfo uri) {
        LOG.errorf(failure, "%s failed", path(uri));
        return Problem.of(
                        Status.INTERNAL_SERVER_ERROR,
                        "The request could not be answered; the service's log tells why.",
                        path(uri))
                .answer()
                .build();
    }

    private static String path(UriInfo uri) {
        return uri.getRequestUri().getRawPath();
    }
}
