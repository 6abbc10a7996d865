package io.observabilityfactory.service.problem;

import jakarta.ws.rs.core.Response.Status;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem whose reason is the caller's to know. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    private ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
    }

    /** @param complaint what is wrong and what would be accepted; follows the parameter's name in a sentence */
    public static ProblemException badParameter(String parameter, String complaint) {
        return new ProblemException(
                Problem.of(Status.BAD_REQUEST, parameter + " " + complaint).at(parameter), null);
    }

    /** @param accepted what the parameter has to be, so that the client need not guess */
    public static ProblemException invalid(String parameter, String accepted) {
        return badParameter(parameter, "must be " + accepted);
    }

    public static ProblemException unauthenticated(String detail) {
        return new ProblemException(Problem.of(Status.UNAUTHORIZED, detail), null);
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(Problem.of(Status.FORBIDDEN, detail), null);
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(Problem.of(Status.NOT_FOUND, detail), null);
    }

    public static ProblemException conflict(String parameter, String detail, @Nullable Throwable cause) {
        return new ProblemException(Problem.of(Status.CONFLICT, detail).at(parameter), cause);
    }

    /** For what may well succeed when asked again. */
    public static ProblemException unavailable(String detail, @Nullable Throwable cause) {
        return new ProblemException(Problem.of(Status.SERVICE_UNAVAILABLE, detail), cause);
    }

    Problem problem() {
        return problem;
    }
}
