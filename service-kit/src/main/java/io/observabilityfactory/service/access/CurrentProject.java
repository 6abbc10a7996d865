package io.observabilityfactory.service.access;

import io.observabilityfactory.model.access.Scope;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The project that the request at hand is for. */
@RequestScoped
public class CurrentProject {

    private @Nullable Caller caller;

    /** One that is no request's, for what runs outside of any. */
    public static CurrentProject of(int id, String name) {
        CurrentProject project = new CurrentProject();
        project.setCaller(new Caller(id, name, Optional.empty(), Set.of()));
        return project;
    }

    void setCaller(Caller caller) {
        this.caller = caller;
    }

    /** @throws IllegalStateException outside of a request that has been let in */
    public int id() {
        return caller().projectId();
    }

    /** @throws IllegalStateException outside of a request that has been let in */
    public String name() {
        return caller().project();
    }

    /** Whether the request has a key that is known, where one could do without. */
    public boolean isByKey() {
        return caller().publicKey().isPresent();
    }

    public boolean mayAdminister() {
        return caller().scopes().contains(Scope.ADMIN);
    }

    private Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("no request has been let in");
        }
        return caller;
    }
}
