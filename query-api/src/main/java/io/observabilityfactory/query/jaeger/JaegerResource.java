package io.observabilityfactory.query.jaeger;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.trace.TraceLabel;
import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.jaeger.JaegerDirectory.Dependency;
import io.observabilityfactory.query.jaeger.JaegerDirectory.Operation;
import io.observabilityfactory.query.trace.SpanConditions;
import io.observabilityfactory.query.trace.StartRange;
import io.observabilityfactory.query.trace.TraceFilter;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Add it to Grafana as a Jaeger data source with the URL {@code http://query-api:8080/jaeger}. */
@Path("/jaeger/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Jaeger",
        description = "Jaeger's query API, for Grafana's Jaeger data source: its URL is this one up to /jaeger")
final class JaegerResource {

    private static final Duration BY_DEFAULT = Duration.ofDays(1);

    private final JaegerDirectory directory;
    private final JaegerSearch search;
    private final JaegerTraces traces;
    private final ObjectMapper json;
    private final QueryConfig config;

    JaegerResource(
            JaegerDirectory directory,
            JaegerSearch search,
            JaegerTraces traces,
            ObjectMapper json,
            QueryConfig config) {
        this.directory = directory;
        this.search = search;
        this.traces = traces;
        this.json = json;
        this.config = config;
    }

    @GET
    @Path("services")
    public Uni<JaegerAnswer<String>> services() {
        return directory.services().map(JaegerAnswer::of);
    }

    @GET
    @Path("services/{service}/operations")
    public Uni<JaegerAnswer<String>> operationNames(@RestPath String service) {
        return directory
                .operations(service, "")
                .map(operations -> JaegerAnswer.of(
                        operations.stream().map(Operation::name).distinct().toList()));
    }

    @GET
    @Path("operations")
    public Uni<JaegerAnswer<Operation>> operations(
            @RestQuery @Nullable String service, @RestQuery @Nullable String spanKind) {
        return directory
                .operations(required("service", service), spanKind == null ? "" : spanKind)
                .map(JaegerAnswer::of);
    }

    @GET
    @Path("traces")
    public Uni<JaegerAnswer<JaegerTrace>> traces(
            @RestQuery @Nullable String service,
            @RestQuery @Nullable String operation,
            @RestQuery @Parameter(example = "{\"http.status_code\":\"500\"}") @Nullable String tags,
            @RestQuery @Parameter(example = "error:true") List<String> tag,
            @RestQuery @Parameter(description = "Of a span", example = "100ms") @Nullable String minDuration,
            @RestQuery @Parameter(description = "Of a span", example = "1.5s") @Nullable String maxDuration,
            @RestQuery @Parameter(description = "Microseconds since 1970") @Nullable String start,
            @RestQuery @Parameter(description = "Microseconds since 1970") @Nullable String end,
            @RestQuery @Parameter(description = "Counts when there is no start", example = "1h") @Nullable
                    String lookback,
            @RestQuery @Nullable String limit,
            @RestQuery("traceID") List<String> traceId) {
        if (!traceId.isEmpty()) {
            return traces.read(traceId.stream()
                            .map(id -> JaegerParameters.traceId("traceID", id))
                            .distinct()
                            .limit(JaegerParameters.limit(limit))
                            .toList())
                    .map(JaegerAnswer::of);
        }
        StartRange range = range(start, end, lookback);
        SpanConditions conditions = new SpanConditions(
                required("service", service),
                operation == null || operation.isEmpty() || operation.equals("all") ? null : operation,
                JaegerParameters.duration("minDuration", minDuration),
                JaegerParameters.duration("maxDuration", maxDuration),
                JaegerParameters.tags(tags, tag, json));
        TraceFilter filter = TraceFilter.startedIn(range).with(TraceLabel.SERVICE, required("service", service));
        return search.newest(
                        conditions.tellsOfServiceAlone() ? filter : filter.ofSpans(conditions),
                        JaegerParameters.limit(limit))
                .chain(found -> traces.read(found.traceIds()).map(read -> answer(read, found)));
    }

    private static JaegerAnswer<JaegerTrace> answer(List<JaegerTrace> read, JaegerSearch.Found found) {
        return found.complete()
                ? JaegerAnswer.of(read)
                : JaegerAnswer.incomplete(read, "Not all traces were looked through; a shorter range has fewer.");
    }

    @GET
    @Path("traces/{traceId}")
    public Uni<JaegerAnswer<JaegerTrace>> trace(@RestPath String traceId) {
        String id = JaegerParameters.traceId("traceId", traceId);
        return traces.read(List.of(id)).map(found -> {
            if (found.isEmpty()) {
                throw ProblemException.notFound("There is no trace with the id " + id + ".");
            }
            return JaegerAnswer.of(found);
        });
    }

    @GET
    @Path("dependencies")
    public Uni<JaegerAnswer<Dependency>> dependencies(
            @RestQuery @Parameter(description = "Milliseconds since 1970, now by default") @Nullable String endTs,
            @RestQuery @Parameter(description = "Milliseconds, a day by default", example = "3600000") @Nullable
                    String lookback) {
        OffsetDateTime to = orNow(JaegerParameters.millis("endTs", endTs));
        OffsetDateTime length = JaegerParameters.millis("lookback", lookback);
        OffsetDateTime from = length == null ? to.minus(BY_DEFAULT) : to.minus(sinceEpoch(length));
        StartRange range = checked(from, to);
        return directory.dependencies(range.from(), range.to()).map(JaegerAnswer::of);
    }

    private StartRange range(@Nullable String start, @Nullable String end, @Nullable String lookback) {
        OffsetDateTime to = orNow(JaegerParameters.micros("end", end));
        OffsetDateTime from = JaegerParameters.micros("start", start);
        // With a start it says custom, or what the start was calculated by.
        Duration back =
                from == null && !"custom".equals(lookback) ? JaegerParameters.duration("lookback", lookback) : null;
        return checked(from == null ? to.minus(back == null ? BY_DEFAULT : back) : from, to);
    }

    private StartRange checked(OffsetDateTime from, OffsetDateTime to) {
        return new StartRange(from, to).requireAtMost(config.maxReportDays());
    }

    private static OffsetDateTime orNow(@Nullable OffsetDateTime time) {
        return time == null ? OffsetDateTime.now(ZoneOffset.UTC) : time;
    }

    private static Duration sinceEpoch(OffsetDateTime length) {
        return Duration.ofMillis(length.toInstant().toEpochMilli());
    }

    private static String required(String parameter, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw ProblemException.badParameter(parameter, "is required");
        }
        return value;
    }
}
