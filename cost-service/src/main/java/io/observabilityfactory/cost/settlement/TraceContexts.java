package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.TraceContext;
import io.observabilityfactory.model.trace.TraceId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what the spans of a trace say about all of it to the row of the trace, which this transaction has locked. */
final class TraceContexts {

    private static final String WRITE = """
            update trace_settlement known
            set user_id = said.user_id, session_id = said.session_id, environment = said.environment,
                release = said.release, tags = said.tags::jsonb
            from unnest($2::bytea[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
                 as said (trace_id, user_id, session_id, environment, release, tags)
            where known.project_id = $1 and known.trace_id = said.trace_id
              and (known.user_id, known.session_id, known.environment, known.release, known.tags)
                  is distinct from (said.user_id, said.session_id, said.environment, said.release, said.tags::jsonb)""";

    private TraceContexts() {}

    static Uni<Void> write(SqlConnection transaction, int projectId, Map<TraceId, TraceContext> contexts) {
        if (contexts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Map.Entry<TraceId, TraceContext>> rows = List.copyOf(contexts.entrySet());
        Tuple tuple = Tuple.tuple()
                .addInteger(projectId)
                .addValue(rows.stream()
                        .map(row -> Buffer.buffer(row.getKey().toBytes()))
                        .toArray(Buffer[]::new))
                .addValue(column(rows, TraceContext::user))
                .addValue(column(rows, TraceContext::session))
                .addValue(column(rows, TraceContext::environment))
                .addValue(column(rows, TraceContext::release))
                .addValue(column(rows, TraceContext::tags));
        return transaction.preparedQuery(WRITE).execute(tuple).replaceWithVoid();
    }

    private static String[] column(
            List<Map.Entry<TraceId, TraceContext>> rows, Function<TraceContext, @Nullable String> fact) {
        return rows.stream().map(row -> fact.apply(row.getValue())).toArray(String[]::new);
    }
}
