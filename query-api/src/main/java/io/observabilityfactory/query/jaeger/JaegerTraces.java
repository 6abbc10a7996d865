package io.observabilityfactory.query.jaeger;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.jaeger.JaegerTrace.Process;
import io.observabilityfactory.query.jaeger.JaegerTrace.Reference;
import io.observabilityfactory.query.jaeger.JaegerTrace.Tag;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads traces with everything Jaeger shows of them. A trace of which not all can be shown says so in its warnings. */
@ApplicationScoped
class JaegerTraces {

    private static final String BOUNDS = """
            select count(*)::integer as known, min(first_span_time) - interval '1 day' as first_time,
                   max(last_span_time) + interval '1 day' as last_time
            from trace_settlement
            where project_id = $1 and trace_id = any(array(select decode(id, 'hex') from unnest($2::text[]) id))""";

    private static final String SPANS = """
            select * from (
                select d.*,
                       count(*) over (partition by trace_id) as span_count,
                       sum(bytes) over (partition by trace_id order by start_time, duration_nanos desc, span_id)
                           as bytes_so_far
                from (
                    select d.*, octet_length(attributes) + octet_length(events) + octet_length(links) as bytes
                    from (
                        select encode(s.trace_id, 'hex') as trace_id, encode(s.span_id, 'hex') as span_id,
                               encode(s.parent_span_id, 'hex') as parent_span_id, s.name, s.kind, s.start_time,
                               s.duration_nanos, s.status, s.status_message, coalesce(s.service, '') as service,
                               s.span_type, s.scope_name, s.scope_version,
                               encode(s.resource_hash, 'hex') as resource_hash,
                               s.attributes::text as attributes,
                               coalesce(s.events, '[]')::text as events,
                               coalesce(s.links, '[]')::text as links,
                               case when c.billing = 'billed' then c.total_usd end as cost_usd
                        from span s
                        left join span_cost c
                               on c.project_id = $1 and c.trace_id = s.trace_id and c.span_id = s.span_id
                              and c.start_time = s.start_time and c.start_time between $3 and $4
                        where s.project_id = $1
                          and s.trace_id = any(array(select decode(id, 'hex') from unnest($2::text[]) id))
                          and s.start_time between $3 and $4
                    ) d
                ) d
            ) d
            where bytes_so_far - bytes < $5
            order by trace_id, start_time, duration_nanos desc, span_id
            limit $6""";

    private static final String RESOURCES = """
            select encode(resource_hash, 'hex') as resource_hash, attributes::text as attributes
            from resource
            where project_id = $1 and resource_hash = any(array(select decode(hash, 'hex') from unnest($2::text[]) hash))""";

    private final ProjectDatabase database;
    private final JaegerTags tags;
    private final int maxSpans;
    private final long maxBytes;

    JaegerTraces(ProjectDatabase database, JaegerTags tags, QueryConfig config) {
        this.database = database;
        this.tags = tags;
        this.maxSpans = config.maxTraceSpans();
        this.maxBytes = config.maxTraceBytes().asLongValue();
    }

    /** Those that are there, in the order of the ids. */
    Uni<List<JaegerTrace>> read(List<String> traceIds) {
        if (traceIds.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return database.query(BOUNDS, (Object) traceIds.toArray(String[]::new))
                .chain(rows -> spans(traceIds, rows.get(0)))
                .chain(spans -> resources(spans).map(resources -> traces(traceIds, spans, resources)));
    }

    /** As long as some of them are not settled nobody knows when they began. */
    private Uni<List<Row>> spans(List<String> traceIds, Row bounds) {
        boolean known = bounds.getInteger("known") == traceIds.size();
        return database.query(
                SPANS,
                traceIds.toArray(String[]::new),
                known ? bounds.getOffsetDateTime("first_time") : OffsetDateTime.MIN,
                known ? bounds.getOffsetDateTime("last_time") : OffsetDateTime.MAX,
                maxBytes / traceIds.size(),
                maxSpans);
    }

    private Uni<Map<String, List<Tag>>> resources(List<Row> spans) {
        String[] hashes = spans.stream()
                .map(row -> row.getString("resource_hash"))
                .distinct()
                .toArray(String[]::new);
        return database.query(RESOURCES, (Object) hashes).map(rows -> rows.stream()
                .collect(Collectors.toMap(
                        row -> row.getString("resource_hash"), row -> tags.ofAttributes(row.getString("attributes")))));
    }

    private List<JaegerTrace> traces(List<String> traceIds, List<Row> spans, Map<String, List<Tag>> resources) {
        Map<String, List<Row>> byTrace =
                spans.stream().collect(Collectors.groupingBy(row -> row.getString("trace_id")));
        return traceIds.stream()
                .filter(byTrace::containsKey)
                .map(id -> trace(id, byTrace.get(id), resources))
                .toList();
    }

    private JaegerTrace trace(String id, List<Row> rows, Map<String, List<Tag>> resources) {
        Map<String, Process> processes = new LinkedHashMap<>();
        Map<List<String>, String> processIds = new LinkedHashMap<>();
        List<JaegerTrace.Span> spans = new ArrayList<>();
        for (Row row : rows) {
            List<String> sender = List.of(row.getString("service"), row.getString("resource_hash"));
            String processId = processIds.computeIfAbsent(sender, key -> "p" + (processIds.size() + 1));
            processes.putIfAbsent(
                    processId, new Process(sender.get(0), resources.getOrDefault(sender.get(1), List.of())));
            spans.add(span(id, row, processId));
        }
        long all = rows.get(0).getLong("span_count");
        return new JaegerTrace(
                id,
                spans,
                processes,
                all == rows.size()
                        ? null
                        : List.of("Only the first " + rows.size() + " of " + all + " spans are shown; /api/v1/traces/"
                                + id + " has all of them in pages."));
    }

    private JaegerTrace.Span span(String traceId, Row row, String processId) {
        List<Reference> references = new ArrayList<>();
        if (row.getString("parent_span_id") != null) {
            references.add(new Reference("CHILD_OF", traceId, row.getString("parent_span_id")));
        }
        references.addAll(tags.ofLinks(row.getString("links")));
        return new JaegerTrace.Span(
                traceId,
                row.getString("span_id"),
                1,
                row.getString("name"),
                references,
                JaegerTags.micros(row.getOffsetDateTime("start_time").toInstant()),
                row.getLong("duration_nanos") / 1_000,
                tagsOf(row),
                tags.ofEvents(row.getString("events")),
                processId,
                null);
    }

    /** The attributes, and what Jaeger expects among them although OpenTelemetry has it beside them. */
    private List<Tag> tagsOf(Row row) {
        List<Tag> all = new ArrayList<>(tags.ofAttributes(row.getString("attributes")));
        all.add(Tag.text("span.kind", row.getString("kind")));
        if ("error".equals(row.getString("status"))) {
            all.add(new Tag("error", "bool", true));
            all.add(Tag.text("otel.status_code", "ERROR"));
        } else if ("ok".equals(row.getString("status"))) {
            all.add(Tag.text("otel.status_code", "OK"));
        }
        addIfKnown(all, "otel.status_description", row.getString("status_message"));
        addIfKnown(all, "otel.scope.name", row.getString("scope_name"));
        addIfKnown(all, "otel.scope.version", row.getString("scope_version"));
        all.add(Tag.text("observability_factory.span_type", row.getString("span_type")));
        BigDecimal cost = row.getBigDecimal("cost_usd");
        if (cost != null) {
            all.add(new Tag("observability_factory.cost_usd", "float64", cost));
        }
        return all;
    }

    private static void addIfKnown(List<Tag> tags, String key, @Nullable String value) {
        if (value != null) {
            tags.add(Tag.text(key, value));
        }
    }
}
