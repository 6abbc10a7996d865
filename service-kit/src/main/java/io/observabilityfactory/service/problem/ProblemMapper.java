package io.observabilityfactory.service.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure into problem details. */
final class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response problem(ProblemException e, UriInfo uri) {
        if (e.getCause() != null) {
            LOG.warnf("%s: %s (%s)", uri.getRequestUri().getRawPath(), e.getMessage(), e.getCause());
        }
        return e.problem().answer(uri).build();
    }

    @ServerExceptionMapper
    Response unknownField(UnrecognizedPropertyException e, UriInfo uri) {
        String fields =
                e.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        return invalid(field(e), "is unknown; the fields are " + fields, uri);
    }

    @ServerExceptionMapper
    Response unreadableField(MismatchedInputException e, UriInfo uri) {
        return invalid(field(e), "must be " + accepted(e.getTargetType()), uri);
    }

    /** What the framework refuses: unknown paths, methods, media types, or a value type while it was built from JSON. */
    @ServerExceptionMapper
    Response refused(WebApplicationException e, UriInfo uri) {
        Optional<Problem> told = causes(e)
                .filter(ProblemException.class::isInstance)
                .map(it -> ((ProblemException) it).problem())
                .findFirst();
        Response.StatusType status = e.getResponse().getStatusInfo();
        if (told.isEmpty() && status.getFamily() != Status.Family.CLIENT_ERROR) {
            return failed(e, uri);
        }
        Response.ResponseBuilder answer = told.orElseGet(() -> refusal(status)).answer(uri);
        String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer.build()
                : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    Response failed(Throwable e, UriInfo uri) {
        Optional<ProblemException> ofDatabase =
                causes(e).flatMap(cause -> DatabaseFault.of(cause).stream()).findFirst();
        if (ofDatabase.isPresent()) {
            return problem(ofDatabase.get(), uri);
        }
        LOG.errorf(e, "%s failed", uri.getRequestUri().getRawPath());
        return Problem.of(
                        Status.INTERNAL_SERVER_ERROR, "The request could not be answered; the service's log tells why.")
                .answer(uri)
                .build();
    }

    private static Response invalid(String parameter, String complaint, UriInfo uri) {
        return ProblemException.badParameter(parameter, complaint)
                .problem()
                .answer(uri)
                .build();
    }

    private static Problem refusal(Response.StatusType status) {
        return Problem.of(
                status,
                status.getStatusCode() == Status.BAD_REQUEST.getStatusCode()
                        ? "The request cannot be read; a JSON object is accepted."
                        : "The API offers nothing like this here.");
    }

    private static String field(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(name -> name != null)
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

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }
}
