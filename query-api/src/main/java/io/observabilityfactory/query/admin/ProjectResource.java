package io.observabilityfactory.query.admin;

import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.paging.PageRequest;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
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
    public Uni<Page<Project>> projects(
            @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @Context UriInfo uri) {
        PageRequest page = PageRequest.parseLongest(limit, cursor, uri);
        return operator.asks() ? projects.all(page) : projects.one(project.name());
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
