package io.observabilityfactory.query.agent;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.UnknownName;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
final class AgentResource {

    private static final Duration BY_DEFAULT = Duration.ofDays(1);
    private static final Duration COMPARED_BY_DEFAULT = Duration.ofDays(7);

    private final AgentQueries queries;
    private final QueryConfig config;

    AgentResource(AgentQueries queries, QueryConfig config) {
        this.queries = queries;
        this.config = config;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Page.CSV})
    @Operation(
            summary = "Statistics of all agents by name, by default of the last 24 hours",
            description =
                    "Percentiles are at most 4.5 % off, whatever the range. A page has 1,000 agents unless limit says less.")
    public Uni<Page<AgentStats>> agents(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor,
            @Context UriInfo uri) {
        TimeRange range = range(from, to);
        PageRequest page = PageRequest.parseLongest(limit, cursor, uri);
        String after = page.after().map(key -> key.text(0)).orElse(null);
        return queries.ofAll(range, after, page.rowsToRead()).chain(usage -> queries.resources(range, null)
                .map(resources -> page.page(
                        statsOfEach(usage, range, resources), stats -> PageKey.of(UnknownName.stored(stats.agent())))));
    }

    @GET
    @Path("{agent}/stats")
    @Operation(
            summary = "Statistics of one agent, by default of the last 24 hours",
            description =
                    "Totals are exact; percentiles are at most 4.5 % off, whatever the range. Resources (gpuUtilization, memoryUsage,"
                            + " queueDepth) are means of the last 24 hours of the range; /metrics/series has them over any.")
    public Uni<AgentStats> stats(
            @RestPath String agent, @RestQuery @Nullable String from, @RestQuery @Nullable String to) {
        TimeRange range = range(from, to);
        String stored = UnknownName.stored(agent);
        return queries.of(stored, range)
                .invoke(usage -> requireAny(agent, usage, range))
                .chain(usage -> queries.resources(range, stored)
                        .map(resources -> AgentStats.of(stored, range, usage, resources)));
    }

    @GET
    @Path("{agent}/latency")
    @Operation(
            summary = "How long the calls of one agent took, by default in the last 24 hours",
            description = "How many there were in each bucket, eight buckets to a doubling of the duration.")
    public Uni<LatencyDistribution> latency(
            @RestPath String agent, @RestQuery @Nullable String from, @RestQuery @Nullable String to) {
        TimeRange range = range(from, to);
        String stored = UnknownName.stored(agent);
        return queries.of(stored, range)
                .invoke(usage -> requireAny(agent, usage, range))
                .map(usage -> LatencyDistribution.of(stored, range, usage));
    }

    @GET
    @Path("compare")
    @Operation(
            summary = "Two agents, models or versions: figures, differences, and whether they are more than noise",
            description =
                    "Latency is tested by Mann-Whitney's U test on the histograms, rates by the two-proportion z-test, cost by"
                            + " call by Welch's t-test of ratios; p-values are corrected for there being several (Holm). By default of"
                            + " the last 7 days. Versions (service.version or langfuse.release) are kept by the hour, so their range is"
                            + " widened to whole hours.")
    public Uni<Comparison> compare(
            @Parameter(example = "agent_v1") @RestQuery @Nullable String a,
            @Parameter(example = "agent_v2") @RestQuery @Nullable String b,
            @Parameter(description = "agent, model or version", example = "agent") @RestQuery @Nullable String by,
            @Parameter(description = "of models and versions, whose calls alone are compared") @RestQuery @Nullable
                    String agent,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to) {
        Compared compared = Compared.parse(by);
        String first = UnknownName.stored(required("a", a));
        String second = UnknownName.stored(required("b", b));
        if (first.equals(second)) {
            throw ProblemException.invalid("b", "another one than a");
        }
        TimeRange asked = TimeRange.parse(from, to, COMPARED_BY_DEFAULT, Instant.now());
        TimeRange range = (compared.isByHour() ? asked.inWholeHours() : asked).requireAtMost(config.maxReportDays());
        List<String> keys = List.of(first, second);
        String whose = agent == null ? null : UnknownName.stored(agent);
        return queries.usage(compared, range, keys, whose).chain(usage -> queries.moments(compared, range, keys, whose)
                .map(moments -> Comparison.of(
                        compared,
                        agent,
                        range,
                        measured(compared, first, usage, moments, range),
                        measured(compared, second, usage, moments, range))));
    }

    private static String required(String parameter, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw ProblemException.invalid(parameter, "given: a and b are what is compared");
        }
        return value;
    }

    private static Comparison.Measured measured(
            Compared compared, String key, List<TypeUsage> usage, List<CostMoments> moments, TimeRange range) {
        List<TypeUsage> own =
                usage.stream().filter(row -> row.key().equals(key)).toList();
        if (own.isEmpty()) {
            throw ProblemException.notFound("No " + compared.code() + " " + UnknownName.shown(key)
                    + " did anything from " + range.from() + " to " + range.to() + ".");
        }
        return new Comparison.Measured(
                key,
                own,
                moments.stream()
                        .filter(row -> row.key().equals(key))
                        .findFirst()
                        .orElseGet(() -> CostMoments.none(key)));
    }

    private TimeRange range(@Nullable String from, @Nullable String to) {
        return TimeRange.parse(from, to, BY_DEFAULT, Instant.now()).requireAtMost(config.maxReportDays());
    }

    private static void requireAny(String agent, List<TypeUsage> usage, TimeRange range) {
        if (usage.isEmpty()) {
            throw ProblemException.notFound(
                    "No agent " + agent + " did anything from " + range.from() + " to " + range.to() + ".");
        }
    }

    private static List<AgentStats> statsOfEach(List<TypeUsage> usage, TimeRange range, Resources resources) {
        Map<String, List<TypeUsage>> byAgent =
                usage.stream().collect(Collectors.groupingBy(TypeUsage::key, LinkedHashMap::new, Collectors.toList()));
        return byAgent.entrySet().stream()
                .map(agent -> AgentStats.of(agent.getKey(), range, agent.getValue(), resources))
                .toList();
    }
}
