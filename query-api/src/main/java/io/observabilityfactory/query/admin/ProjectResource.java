package io.observabilityfactory.query.admin;

import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/projects")
@Tag(name = "Projects and keys")
@Produces({MediaType.APPLICATION_JSON, Page.CSV})
final class ProjectResource {

    private final Projects projects;
    private final CurrentProject project;
    private final Operator operator;

    ProjectResource(Projects projects, CurrentProject project, Operator operator) {
        this.projects = projects;
        this.project = project;
        this.operator = operator;
    }

    @GET
    @Operation(summary = "The project of the key; for the operator all of them")
    public Uni<Page<Project>> projects() {
        return (operator.asks() ? projects.all() : projects.one(project.name())).map(Page::ofAll);
    }

    @POST
    @ResponseStatus(201)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Makes a project; the operator may")
    public Uni<Project> create(@Nullable ProjectRequest body) {
        operator.require("To make a project");
        if (body == null) {
            throw ProblemException.invalid("body", "a JSON object");
        }
        return projects.create(body.checkedName());
    }
}
