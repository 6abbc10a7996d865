package io.observabilityfactory.query.message;

import io.observabilityfactory.query.QueryConfig;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

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
                where project_id = $1 and trace_id = decode($2, 'hex') and span_id is not null
            ) event
            where bytes <= $3
            order by time
            limit $4""";

    private final ProjectDatabase database;
    private final long maxBytes;
    private final int maxEvents;

    MessageQueries(ProjectDatabase database, QueryConfig config) {
        this.database = database;
        this.maxBytes = config.maxTraceBytes().asLongValue();
        this.maxEvents = config.maxTraceSpans();
    }

    public Uni<TraceMessages> ofTrace(String traceId) {
        return database.query(EVENTS, traceId, maxBytes, maxEvents).map(TraceMessages::from);
    }
}
