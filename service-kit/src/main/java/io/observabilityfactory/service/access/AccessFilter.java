package io.observabilityfactory.service.access;

import io.observabilityfactory.model.access.Credentials;
import io.observabilityfactory.model.access.CredentialsException;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets a request in when its key has the scope that it needs. */
class AccessFilter {

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String NEEDED = AccessFilter.class.getName() + ".needed";
    private static final String OPEN = AccessFilter.class.getName() + ".open";

    private final Callers callers;
    private final CurrentProject project;

    AccessFilter(Callers callers, CurrentProject project) {
        this.callers = callers;
        this.project = project;
    }

    @OnlyReads
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 1)
    public void markAsReading(ContainerRequestContext request) {
        request.setProperty(NEEDED, Scope.READ);
    }

    @AdminOnly
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 1)
    public void markAsAdministration(ContainerRequestContext request) {
        request.setProperty(NEEDED, Scope.ADMIN);
    }

    @ChecksAccessItself
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 1)
    public void markAsOpen(ContainerRequestContext request) {
        request.setProperty(OPEN, true);
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public Uni<Void> letIn(ContainerRequestContext request) {
        if (request.getProperty(OPEN) != null) {
            return Uni.createFrom().voidItem();
        }
        Scope needed = needed(request);
        return callers.of(credentials(request))
                .map(caller -> allowed(caller, needed))
                .invoke(project::setCaller)
                .replaceWithVoid();
    }

    private static Scope needed(ContainerRequestContext request) {
        if (request.getProperty(NEEDED) instanceof Scope marked) {
            return marked;
        }
        return READING.contains(request.getMethod()) ? Scope.READ : Scope.ADMIN;
    }

    private static Optional<Credentials> credentials(ContainerRequestContext request) {
        try {
            return Credentials.of(
                    request.getHeaderString(Credentials.AUTHORIZATION), request.getHeaderString(Credentials.API_KEY));
        } catch (CredentialsException e) {
            throw ProblemException.unauthenticated(e.getMessage() + ".");
        }
    }

    private static Caller allowed(Caller caller, Scope needed) {
        if (!caller.scopes().contains(needed)) {
            throw ProblemException.forbidden("The API key lacks the scope '"
                    + needed.name().toLowerCase(Locale.ROOT) + "' that this request needs.");
        }
        return caller;
    }
}
