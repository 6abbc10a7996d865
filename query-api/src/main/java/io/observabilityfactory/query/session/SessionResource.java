package io.observabilityfactory.query.session;

import io.observabilityfactory.model.trace.TraceId;
import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.paging.PageKey;
import io.observabilityfactory.query.paging.PageRequest;
import io.observabilityfactory.query.range.TimeRange;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/sessions")
@Tag(name = "Users and sessions")
final class SessionResource {

    private static final Duration BY_DEFAULT = Duration.ofDays(7);

    private final SessionQueries queries;
    private final QueryConfig config;

    SessionResource(SessionQueries queries, QueryConfig config) {
        this.queries = queries;
        this.config = config;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Page.CSV})
    @Operation(
            summary = "Sessions that began in a range, the latest first, each with all that it cost",
            description = "By default of the last 7 days. A session appears once its first spans are priced.")
    public Uni<Page<Session>> sessions(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String user,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor,
            @Context UriInfo uri) {
        TimeRange range = TimeRange.parse(from, to, BY_DEFAULT, Instant.now()).requireAtMost(config.maxReportDays());
        PageRequest page = PageRequest.parse(limit, cursor, uri);
        return queries.list(
                        range,
                        page.after().map(key -> key.time(0)).orElse(null),
                        page.after().map(key -> key.text(1)).orElse(null),
                        user,
                        page.rowsToRead())
                .map(sessions -> page.page(
                        sessions,
                        session -> PageKey.of(session.startTime().atOffset(ZoneOffset.UTC), session.session())));
    }

    @GET
    @Path("{session}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "A session with its traces in the order of time")
    public Uni<SessionDetail> session(
            @RestPath String session,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor,
            @Context UriInfo uri) {
        PageRequest page = PageRequest.parse(limit, cursor, uri);
        return queries.one(session)
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> ProblemException.notFound("There is no session " + session + ".")))
                .chain(found -> queries.traces(
                                session,
                                page.after().map(key -> key.time(0)).orElse(null),
                                page.after().map(SessionResource::traceId).orElse(null),
                                page.rowsToRead())
                        .map(traces -> new SessionDetail(
                                found,
                                page.page(
                                        traces,
                                        trace -> PageKey.of(
                                                trace.startTime().atOffset(ZoneOffset.UTC), trace.traceId())))));
    }

    private static String traceId(PageKey key) {
        String id = key.text(1);
        if (!TraceId.isHex(id)) {
            throw ProblemException.invalid("cursor", "a nextCursor of this list");
        }
        return id;
    }
}
