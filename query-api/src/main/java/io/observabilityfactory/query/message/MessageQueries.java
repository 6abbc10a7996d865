package io.observabilityfactory.query.message;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads the messages of a trace that came as log records; all others are in its spans. */
@ApplicationScoped
public class MessageQueries {

    /** In the order of time, as many as may be shown: what is beyond is left out before it is in memory. */
    private static final String EVENTS = """
            select encode(span_id, 'hex') as span_id, event_name, body, attributes
            from (
                select span_id, time, coalesce(event_name, attributes ->> 'event.name') as event_name,
                       body::text as body, attributes::text as attributes,
                       sum(coalesce(octet_length(body::text), 0) + octet_length(attributes::text))
                           over (order by time, event_name, body::text rows unbounded preceding) as bytes
                from span_message_event
                where project_id = $1 and trace_id = decode($2, 'hex')
                  and span_id = any(array(select decode(id, 'hex') from unnest($3::text[]) id))
                  and time between $4 and $5
            ) event
            where bytes <= $6
            order by time
            limit $7""";

    private final ProjectDatabase database;
    private final long maxBytes;
    private final int maxEvents;

    MessageQueries(ProjectDatabase database, QueryConfig config) {
        this.database = database;
        this.maxBytes = config.maxTraceBytes().asLongValue();
        this.maxEvents = config.maxTraceSpans();
    }

    /**
     * The messages of some spans of a trace.
     *
     * @param from when records of them may begin, and {@code to} when they end
     */
    public Uni<TraceMessages> ofSpans(String traceId, List<String> spanIds, OffsetDateTime from, OffsetDateTime to) {
        return database.query(EVENTS, traceId, spanIds.toArray(String[]::new), from, to, maxBytes, maxEvents)
                .map(TraceMessages::from);
    }
}
