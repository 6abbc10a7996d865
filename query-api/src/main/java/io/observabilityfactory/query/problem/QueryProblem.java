package io.observabilityfactory.query.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import org.jspecify.annotations.Nullable;

/** A failure whose reason is the caller's to know. Each kind knows the answer it becomes. */
public abstract sealed class QueryProblem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String detail;

    private QueryProblem(String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.detail = detail;
    }

    /** @param complaint what is wrong and what would be accepted; follows the parameter's name in a sentence */
    public static QueryProblem badParameter(String parameter, String complaint) {
        return new BadParameter(parameter, complaint);
    }

    public static QueryProblem notFound(String detail) {
        return new NotFound(detail);
    }

    /** For what may well succeed when asked again. */
    public static QueryProblem unavailable(String detail, @Nullable Throwable cause) {
        return new Unavailable(detail, cause);
    }

    abstract ResponseBuilder answer(String path);

    private static final class BadParameter extends QueryProblem {

        private static final long serialVersionUID = 1;

        private final String parameter;

        BadParameter(String parameter, String complaint) {
            super(parameter + " " + complaint, null);
            this.parameter = parameter;
        }

        @Override
        ResponseBuilder answer(String path) {
            return Problem.of(Status.BAD_REQUEST, super.detail, path)
                    .at(parameter)
                    .answer();
        }
    }

    private static final class NotFound extends QueryProblem {

        private static final long serialVersionUID = 1;

        NotFound(String detail) {
            super(detail, null);
        }

        @Override
        ResponseBuilder answer(String path) {
            return Problem.of(Status.NOT_FOUND, super.detail, path).answer();
        }
    }

    private static final class Unavailable extends QueryProblem {

        private static final long serialVersionUID = 1;
        private static final int RETRY_AFTER_SECONDS = 5;

        Unavailable(String detail, @Nullable Throwable cause) {
            super(detail, cause);
        }

        @Override
        ResponseBuilder answer(String path) {
            return Problem.of(Status.SERVICE_UNAVAILABLE, super.detail, path)
                    .answer()
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
    }
}
