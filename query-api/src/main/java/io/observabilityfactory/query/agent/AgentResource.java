package io.observabilityfactory.query.agent;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.UnknownName;
import io.observabilityfactory.query.paging.Page;
import io.observabilityfactory.query.range.TimeRange;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
final class AgentResource {

    private static final Duration BY_DEFAULT = Duration.ofDays(1);

    private final AgentQueries queries;
    private final QueryConfig config;

    AgentResource(AgentQueries queries, QueryConfig config) {
        this.queries = queries;
        this.config = config;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Page.CSV})
    @Operation(summary = "Statistics of all agents, by default of the last 24 hours")
    public Uni<Page<AgentStats>> agents(@RestQuery @Nullable String from, @RestQuery @Nullable String to) {
        TimeRange range = range(from, to);
        return queries.ofAll(range).map(usage -> Page.ofAll(statsOfEach(usage, range)));
    }

    @GET
    @Path("{agent}/stats")
    @Operation(summary = "Statistics of one agent, by default of the last 24 hours")
    public Uni<AgentStats> stats(
            @RestPath String agent, @RestQuery @Nullable String from, @RestQuery @Nullable String to) {
        TimeRange range = range(from, to);
        return queries.of(UnknownName.stored(agent), range).map(usage -> statsOfOne(agent, usage, range));
    }

    private TimeRange range(@Nullable String from, @Nullable String to) {
        return TimeRange.parse(from, to, BY_DEFAULT, Instant.now()).requireAtMost(config.maxReportDays());
    }

    private static AgentStats statsOfOne(String agent, List<TypeUsage> usage, TimeRange range) {
        if (usage.isEmpty()) {
            throw ProblemException.notFound(
                    "No agent " + agent + " did anything from " + range.from() + " to " + range.to() + ".");
        }
        return AgentStats.of(agent, range, usage);
    }

    private static List<AgentStats> statsOfEach(List<TypeUsage> usage, TimeRange range) {
        Map<String, List<TypeUsage>> byAgent = usage.stream()
                .collect(Collectors.groupingBy(TypeUsage::agent, LinkedHashMap::new, Collectors.toList()));
        return byAgent.entrySet().stream()
                .map(agent -> AgentStats.of(agent.getKey(), range, agent.getValue()))
                .toList();
    }
}
