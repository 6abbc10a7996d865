package io.observabilityfactory.query.admin;

import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who runs the installation. Whoever holds a key of the operator's project may see all projects, make new ones, and make keys for
 * them, as without it a new project could not be entered; all others look after their own project. Nobody sees another project's
 * telemetry by it.
 */
@ApplicationScoped
class Operator {

    private final CurrentProject project;
    private final Optional<String> operatorProject;

    Operator(CurrentProject project, AdminConfig config) {
        this.project = project;
        this.operatorProject = config.operatorProject();
    }

    boolean asks() {
        return operatorProject.filter(project.name()::equals).isPresent();
    }

    void require(String whatFor) {
        if (!asks()) {
            throw ProblemException.forbidden(whatFor + " takes a key of the operator's project"
                    + (operatorProject.isPresent()
                            ? "."
                            : "; none is set, see observability-factory.query.admin.operator-project."));
        }
    }

    /** The name of the project a request is about: the caller's own, or, for the operator, any. */
    String projectNamed(@Nullable String name) {
        if (name != null && !name.equals(project.name())) {
            require("To look after another project");
        }
        return name == null ? project.name() : name;
    }
}
