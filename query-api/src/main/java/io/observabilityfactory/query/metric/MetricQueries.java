package io.observabilityfactory.query.metric;

import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.query.range.TimeRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads metric points. */
@ApplicationScoped
class MetricQueries {

    static final int MOST_SERIES = 50;

    /** From one name to the next by the index, however many points each has; of each the latest point. */
    private static final String NAMES = """
            with recursive names as (
                (select name from metric_point where project_id = $1 and name > $2 order by name limit 1)
                union all
                select (select p.name from metric_point p
                        where p.project_id = $1 and p.name > names.name
                        order by p.name limit 1)
                from names
                where names.name is not null
            )
            select latest.*
            from (select name from names where name is not null limit $3) named
            cross join lateral (
                select name, unit, point_type, temporality, time
                from metric_point p
                where p.project_id = $1 and p.name = named.name
                order by time desc
                limit 1
            ) latest
            order by name""";

    private static final String LATEST = """
            select name, unit, point_type, temporality, time
            from metric_point
            where project_id = $1 and name = $2 and time >= $3 and time < $4
            order by time desc
            limit 1""";

    /** %s is what becomes of the values of a step. */
    private static final String SERIES = """
            with point as (
                select date_bin(make_interval(secs => $5), time, $3) as step, time, value,
                       case $6::text when 'service' then coalesce(service, '')
                                     when 'environment' then coalesce(environment, '')
                                     else coalesce(attributes ->> $6::text, '') end as label
                from metric_point
                where project_id = $1 and name = $2 and time >= $3 and time < $4
                  and value is not null and value not in ('NaN', 'Infinity', '-Infinity')
                  and ($7::text is null or service = $7)
                  and ($8::text is null
                       or coalesce(attributes ->> 'agent', attributes ->> 'gen_ai.agent.name', attributes ->> 'agent_id',
                                   service) = $8)
            ),
            shown as (select label from point group by label order by count(*) desc, label limit $9)
            select label, step, %s as value
            from point join shown using (label)
            group by label, step
            order by label, step""";

    private final ProjectDatabase database;

    MetricQueries(ProjectDatabase database) {
        this.database = database;
    }

    /** @param after the name that the list goes on after; empty for its beginning */
    Uni<List<Metric>> metrics(String after, int most) {
        return database.query(NAMES, after, most)
                .map(rows -> rows.stream().map(Metric::from).toList());
    }

    /** The metric as it was last sent in a range; empty when it was not. */
    Uni<List<Metric>> latest(String name, TimeRange range) {
        return database.query(LATEST, name, range.fromUtc(), range.toUtc())
                .map(rows -> rows.stream().map(Metric::from).toList());
    }

    /** @param groupBy {@code service}, {@code environment} or an attribute; {@code null} for a single series */
    Uni<List<Row>> series(
            String name,
            TimeRange range,
            Duration step,
            Aggregation aggregation,
            @Nullable String groupBy,
            @Nullable String service,
            @Nullable String agent) {
        return database.query(
                SERIES.formatted(aggregation.sql()),
                name,
                range.fromUtc(),
                range.toUtc(),
                (double) step.toSeconds(),
                groupBy,
                service,
                agent,
                MOST_SERIES);
    }
}
