package io.observabilityfactory.query.metric;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/metrics")
@Tag(name = "Metrics")
final class MetricResource {

    private static final Duration BY_DEFAULT = Duration.ofHours(1);

    private final MetricQueries queries;
    private final QueryConfig config;

    MetricResource(MetricQueries queries, QueryConfig config) {
        this.queries = queries;
        this.config = config;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Page.CSV})
    @Operation(summary = "The metrics that were sent, by name, each as it was last sent")
    public Uni<Page<Metric>> metrics(
            @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @Context UriInfo uri) {
        PageRequest page = PageRequest.parse(limit, cursor, uri);
        return queries.metrics(page.after().map(key -> key.text(0)).orElse(""), page.rowsToRead())
                .map(metrics -> page.page(metrics, metric -> PageKey.of(metric.name())));
    }

    @GET
    @Path("series")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A metric over time, such as gpu_utilization, memory_usage or queue_depth",
            description =
                    "Of gauges and sums, by default of the last hour. Several values in one step become their mean, those of a"
                            + " cumulative sum the last, those of a delta sum their sum, unless aggregation says otherwise. Grouped, the "
                            + MetricQueries.MOST_SERIES + " groups with the most points are shown.")
    public Uni<MetricSeries> series(
            @Parameter(example = "gpu_utilization") @RestQuery @Nullable String name,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @Parameter(description = "seconds, or as PT1M") @RestQuery @Nullable String step,
            @Parameter(description = "avg, min, max, sum or last") @RestQuery @Nullable String aggregation,
            @Parameter(description = "service, environment, or an attribute of the points", example = "agent")
                    @RestQuery
                    @Nullable
                    String groupBy,
            @RestQuery @Nullable String service,
            @RestQuery @Nullable String agent) {
        if (name == null || name.isEmpty()) {
            throw ProblemException.invalid("name", "the name of a metric, such as gpu_utilization");
        }
        TimeRange range = TimeRange.parse(from, to, BY_DEFAULT, Instant.now()).requireAtMost(config.maxReportDays());
        Step length = Step.parse(step, range);
        Aggregation wanted = aggregation == null ? null : Aggregation.parse(aggregation);
        return queries.latest(name, range)
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> ProblemException.notFound(
                                "No metric " + name + " was sent from " + range.from() + " to " + range.to() + ".")))
                .chain(metric -> {
                    Aggregation used = wanted == null ? usual(metric) : wanted;
                    return queries.series(name, range, length.length(), used, groupBy, service, agent)
                            .map(rows -> new MetricSeries(
                                    name,
                                    metric.unit(),
                                    range.from(),
                                    range.to(),
                                    used.code(),
                                    length.length().toSeconds(),
                                    groupBy,
                                    MetricSeries.series(rows, groupBy != null)));
                });
    }

    private static Aggregation usual(Metric metric) {
        if (!"sum".equals(metric.type())) {
            return Aggregation.AVG;
        }
        return "delta".equals(metric.temporality()) ? Aggregation.SUM : Aggregation.LAST;
    }
}
