package io.observabilityfactory.alert.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

final class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    /**
     * Connection exceptions, login refused, no such database, insufficient resources, the operator's intervention, and
     * tables that are yet to be made.
     */
    private static final List<String> SQL_STATES_OF_ABSENCE = List.of("08", "28", "3D", "53", "57P", "42P01");

    @ServerExceptionMapper
    RestResponse<Problem> problem(ProblemException e, UriInfo uri) {
        return e.problem().response(uri);
    }

    @ServerExceptionMapper
    RestResponse<Problem> unknownField(UnrecognizedPropertyException e, UriInfo uri) {
        String fields =
                e.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        return Problem.invalid(field(e), field(e) + " is unknown; the fields are " + fields)
                .response(uri);
    }

    @ServerExceptionMapper
    RestResponse<Problem> unreadableField(MismatchedInputException e, UriInfo uri) {
        return Problem.invalid(field(e), field(e) + " must be " + accepted(e.getTargetType()))
                .response(uri);
    }

    /** What the framework refuses, or a value type while it was built from JSON. */
    @ServerExceptionMapper
    RestResponse<Problem> refused(WebApplicationException e, UriInfo uri) {
        return causes(e)
                .filter(ProblemException.class::isInstance)
                .map(it -> ((ProblemException) it).problem())
                .findFirst()
                .orElseGet(() -> refusal(e.getResponse().getStatusInfo()))
                .response(uri);
    }

    @ServerExceptionMapper
    RestResponse<Problem> failed(Throwable e, UriInfo uri) {
        if (causes(e).anyMatch(ProblemMapper::tellsOfAnAbsentDatabase)) {
            LOG.warnf("The database does not answer: %s", e);
            return Problem.unavailable("the database does not answer; try again")
                    .response(uri);
        }
        LOG.error("A request failed", e);
        return Problem.of(Status.INTERNAL_SERVER_ERROR, "the service failed; its log tells why")
                .response(uri);
    }

    private static Problem refusal(Response.StatusType status) {
        String detail = status.getStatusCode() == Status.BAD_REQUEST.getStatusCode()
                ? "the request cannot be read; a JSON object is accepted"
                : status.getReasonPhrase();
        return Problem.of(status, detail);
    }

    private static String field(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Predicate.not(String::isEmpty))
                .findFirst()
                .orElse("body");
    }

    private static String accepted(Class<?> type) {
        if (Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type == String.class ? "a text" : "a JSON object";
    }

    private static boolean tellsOfAnAbsentDatabase(Throwable e) {
        return e instanceof IOException
                || e instanceof TimeoutException
                || e instanceof ClosedConnectionException
                || (e instanceof PgException refused
                        && SQL_STATES_OF_ABSENCE.stream().anyMatch(refused.getSqlState()::startsWith));
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }
}
