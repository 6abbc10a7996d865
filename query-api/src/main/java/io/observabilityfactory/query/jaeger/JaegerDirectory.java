package io.observabilityfactory.query.jaeger;

import io.observabilityfactory.model.trace.TraceLabel;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.service.access.CurrentProject;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which services there are, what they do and whom they call. Nothing is kept for it: it is read off the newest traces, and
 * services also off the rollups, so that one which calls models is known as long as they reach.
 */
@ApplicationScoped
class JaegerDirectory {

    private static final int TRACES_FOR_SERVICES = 2_000;
    private static final int TRACES_FOR_OPERATIONS = 300;
    private static final int TRACES_FOR_DEPENDENCIES = 5_000;
    private static final int MOST_OPERATIONS = 2_000;

    private static final String SERVICES = """
            select service
            from (
                select service
                from usage_hour
                where project_id = $1 and bucket_start >= now() - interval '31 days'
                union
                select substr(label, length($2) + 1)
                from (select labels from trace_settlement
                      where project_id = $1 and listed_time is not null
                      order by listed_time desc, trace_id desc limit $3) t
                cross join unnest(t.labels) label
                where starts_with(label, $2)
            ) known
            where service <> ''
            order by service""";

    private static final String OPERATIONS = """
            select distinct s.name, s.kind
            from (select trace_id, first_span_time, last_span_time from trace_settlement
                  where project_id = $1 and labels @> array[$2::text]
                  order by listed_time desc, trace_id desc limit $4) t
            cross join lateral (
                select s.name, s.kind from span s
                where s.project_id = $1 and s.trace_id = t.trace_id
                  and s.start_time between t.first_span_time and t.last_span_time
                  and s.service = $3 and ($6::text is null or s.kind = $6)
                limit 1000
            ) s
            order by s.name, s.kind
            limit $5""";

    private static final String DEPENDENCIES = """
            select p.service as parent, c.service as child, count(*) as calls
            from (select trace_id, first_span_time, last_span_time from trace_settlement
                  where project_id = $1 and listed_time >= $2 and listed_time < $3
                    and (select count(*) from unnest(labels) label where starts_with(label, $4)) > 1
                  order by listed_time desc, trace_id desc limit $5) t
            cross join lateral (
                select c.service, c.parent_span_id from span c
                where c.project_id = $1 and c.trace_id = t.trace_id and c.parent_span_id is not null
                  and c.start_time between t.first_span_time and t.last_span_time
                limit 1000
            ) c
            cross join lateral (
                select p.service from span p
                where p.project_id = $1 and p.trace_id = t.trace_id and p.span_id = c.parent_span_id
                  and p.start_time between t.first_span_time and t.last_span_time
                limit 1
            ) p
            where p.service <> c.service
            group by p.service, c.service
            order by p.service, c.service""";

    private final ProjectDatabase database;
    private final CurrentProject project;

    JaegerDirectory(ProjectDatabase database, CurrentProject project) {
        this.database = database;
        this.project = project;
    }

    /** @param spanKind {@code internal}, {@code server}, {@code client}, {@code producer} or {@code consumer} */
    @Schema(name = "JaegerOperation")
    record Operation(String name, String spanKind) {}

    @Schema(name = "JaegerDependency")
    record Dependency(String parent, String child, long callCount) {}

    Uni<List<String>> services() {
        return database.query(SERVICES, TraceLabel.SERVICE.prefix(project.id()), TRACES_FOR_SERVICES)
                .map(rows -> rows.stream().map(row -> row.getString("service")).toList());
    }

    /** @param spanKind empty for all of them */
    Uni<List<Operation>> operations(String service, String spanKind) {
        return database.query(
                        OPERATIONS,
                        TraceLabel.SERVICE.of(project.id(), service),
                        service,
                        TRACES_FOR_OPERATIONS,
                        MOST_OPERATIONS,
                        spanKind.isEmpty() ? null : spanKind)
                .map(rows -> rows.stream()
                        .map(row -> new Operation(row.getString("name"), row.getString("kind")))
                        .toList());
    }

    Uni<List<Dependency>> dependencies(OffsetDateTime from, OffsetDateTime to) {
        return database.query(DEPENDENCIES, from, to, TraceLabel.SERVICE.prefix(project.id()), TRACES_FOR_DEPENDENCIES)
                .map(rows -> rows.stream()
                        .map(row ->
                                new Dependency(row.getString("parent"), row.getString("child"), row.getLong("calls")))
                        .toList());
    }
}
