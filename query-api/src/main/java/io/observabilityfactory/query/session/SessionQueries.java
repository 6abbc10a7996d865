package io.observabilityfactory.query.session;

import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.query.range.TimeRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads sessions: which traces they have from what settling noted of each trace, and what they cost from the rollup. */
@ApplicationScoped
class SessionQueries {

    /** The usage of sessions that are selected before, in the hours that they lasted. */
    private static final String WITH_USAGE = """
            select selected.*, coalesce(calls, 0) as calls, coalesce(errors, 0) as errors, coalesce(tokens, 0) as tokens,
                   coalesce(cost_usd, 0) as cost_usd, coalesce(unpriced_tokens, 0) as unpriced_tokens
            from selected
            left join lateral (
                select sum(calls)::bigint as calls, sum(errors)::bigint as errors, sum(tokens)::bigint as tokens,
                       sum(cost_usd) as cost_usd, sum(unpriced_tokens)::bigint as unpriced_tokens
                from usage_user_hour u
                where u.project_id = $1 and u.facet = 'session' and u.name = selected.session_id
                  and u.bucket_start >= date_bin('1 hour', selected.start_time, 'epoch')
                  and u.bucket_start <= selected.last_time
            ) usage on true""";

    private static final String TRACES_OF_SESSION = """
            min(first_span_time) as start_time, max(last_span_time) as last_time, count(*) as traces,
            (array_agg(distinct user_id) filter (where user_id is not null))[1:10] as users""";

    /** A session begins with the trace before which it has none: so a page is read from its end of the range, and no more of it. */
    private static final String LIST = """
            with begun as (
                select t.session_id, t.first_span_time
                from trace_settlement t
                where t.project_id = $1 and t.session_id is not null and t.first_span_time >= $2 and t.first_span_time < $3
                  and ($4::timestamptz is null or (t.first_span_time, t.session_id) < ($4, $5))
                  and not exists (
                      select from trace_settlement earlier
                      where earlier.project_id = $1 and earlier.session_id = t.session_id
                        and (earlier.first_span_time, earlier.trace_id) < (t.first_span_time, t.trace_id))
                order by t.first_span_time desc, t.session_id desc
                limit $6
            ),
            selected as (
                select begun.session_id, whole.*
                from begun cross join lateral (
                    select %s
                    from trace_settlement
                    where project_id = $1 and session_id = begun.session_id
                ) whole
            )
            %s
            order by start_time desc, session_id desc""".formatted(TRACES_OF_SESSION, WITH_USAGE);

    private static final String OF_USER = """
            with begun as (
                select session_id, %s
                from trace_settlement
                where project_id = $1 and session_id in (
                    select session_id from trace_settlement
                    where project_id = $1 and session_id is not null and first_span_time >= $2 and first_span_time < $3
                      and user_id = $7)
                group by session_id
            ),
            selected as (
                select * from begun
                where start_time >= $2 and start_time < $3
                  and ($4::timestamptz is null or (start_time, session_id) < ($4, $5))
                order by start_time desc, session_id desc
                limit $6
            )
            %s
            order by start_time desc, session_id desc""".formatted(TRACES_OF_SESSION, WITH_USAGE);

    private static final String ONE = """
            with selected as (
                select session_id, %s
                from trace_settlement
                where project_id = $1 and session_id = $2
                group by session_id
            )
            %s""".formatted(TRACES_OF_SESSION, WITH_USAGE);

    private static final String TOKENS = Arrays.stream(TokenBucket.values())
            .map(bucket -> "coalesce(s." + bucket.column() + ", 0)")
            .collect(Collectors.joining(" + "));

    private static final String TRACES = """
            with selected as (
                select trace_id, user_id, first_span_time, last_span_time
                from trace_settlement
                where project_id = $1 and session_id = $2
                  and ($3::timestamptz is null or (first_span_time, trace_id) > ($3, decode($4, 'hex')))
                order by first_span_time, trace_id
                limit $5
            )
            select encode(t.trace_id, 'hex') as trace_id, t.user_id, t.first_span_time, spans.*
            from selected t
            left join lateral (
                select (array_agg(s.name order by s.parent_span_id is not null, s.start_time, s.span_id))[1] as name,
                       count(*)                                      as span_count,
                       count(*) filter (where s.status = 'error')    as error_count,
                       coalesce(sum(%s) filter (where c.billing = 'billed'), 0)::bigint as tokens,
                       coalesce(sum(c.total_usd), 0)                 as cost_usd,
                       coalesce(sum(c.unpriced_tokens), 0)::bigint   as unpriced_tokens
                from span s
                left join span_cost c using (project_id, trace_id, span_id, start_time)
                where s.project_id = $1 and s.trace_id = t.trace_id
                  and s.start_time between t.first_span_time and t.last_span_time
            ) spans on true
            order by t.first_span_time, t.trace_id""".formatted(TOKENS);

    private final ProjectDatabase database;

    SessionQueries(ProjectDatabase database) {
        this.database = database;
    }

    /**
     * Those that began in a range, the latest first.
     *
     * @param user whose alone are wanted; {@code null} for everybody's
     * @param beforeTime and {@code beforeSession} where the list goes on; {@code null} for its beginning
     */
    Uni<List<Session>> list(
            TimeRange range,
            @Nullable OffsetDateTime beforeTime,
            @Nullable String beforeSession,
            @Nullable String user,
            int most) {
        Uni<List<Row>> sessions = user == null
                ? database.query(LIST, range.fromUtc(), range.toUtc(), beforeTime, beforeSession, most)
                : database.query(OF_USER, range.fromUtc(), range.toUtc(), beforeTime, beforeSession, most, user);
        return sessions.map(rows -> rows.stream().map(Session::from).toList());
    }

    /** Empty when there is no such session. */
    Uni<List<Session>> one(String session) {
        return database.query(ONE, session)
                .map(rows -> rows.stream().map(Session::from).toList());
    }

    /** @param afterTime and {@code afterTrace} where the list goes on; {@code null} for its beginning */
    Uni<List<SessionTrace>> traces(
            String session, @Nullable OffsetDateTime afterTime, @Nullable String afterTrace, int most) {
        return database.query(TRACES, session, afterTime, afterTrace, most)
                .map(rows -> rows.stream().map(SessionTrace::from).toList());
    }
}
