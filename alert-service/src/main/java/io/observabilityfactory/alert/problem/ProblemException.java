package io.observabilityfactory.alert.problem;

import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem that its client can understand. */
public final class ProblemException extends RuntimeException {

    private final Problem problem;

    private ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
    }

    /** @param accepted what the parameter has to be, so that the client need not guess */
    public static ProblemException invalid(String parameter, String accepted) {
        return new ProblemException(Problem.invalid(parameter, parameter + " must be " + accepted), null);
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(Problem.of(Status.NOT_FOUND, detail), null);
    }

    public static ProblemException conflict(String parameter, String detail, Throwable cause) {
        return new ProblemException(Problem.of(Status.CONFLICT, detail).with(parameter), cause);
    }

    public static ProblemException unavailable(String detail) {
        return new ProblemException(Problem.unavailable(detail), null);
    }

    Problem problem() {
        return problem;
    }
}
