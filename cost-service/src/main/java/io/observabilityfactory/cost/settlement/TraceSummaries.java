package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.TraceContext;
import io.observabilityfactory.model.trace.TraceId;
import io.observabilityfactory.model.trace.TraceLabel;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what is known of a trace as a whole to its row, which this transaction has locked. */
final class TraceSummaries {

    private static final String WRITE = """
            update trace_settlement known
            set user_id = said.user_id, session_id = said.session_id, environment = said.environment,
                release = said.release, tags = said.tags::jsonb,
                listed_time = coalesce(known.listed_time, known.first_span_time),
                duration_nanos = said.duration_nanos, span_count = said.span_count, error_count = said.error_count,
                tokens = said.tokens, cost_usd = said.cost_usd, unpriced_tokens = said.unpriced_tokens,
                name = said.name, root_type = said.root_type, run_id = said.run_id,
                labels = string_to_array(said.labels, '%1$s')
            from unnest($2::bytea[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                        $8::bigint[], $9::integer[], $10::integer[], $11::bigint[], $12::numeric[], $13::bigint[],
                        $14::text[], $15::text[], $16::text[], $17::text[])
                 as said (trace_id, user_id, session_id, environment, release, tags,
                          duration_nanos, span_count, error_count, tokens, cost_usd, unpriced_tokens,
                          name, root_type, run_id, labels)
            where known.project_id = $1 and known.trace_id = said.trace_id
              and (known.user_id, known.session_id, known.environment, known.release, known.tags, known.duration_nanos,
                   known.span_count, known.error_count, known.tokens, known.cost_usd, known.unpriced_tokens,
                   known.name, known.root_type, known.run_id, known.labels)
                  is distinct from
                  (said.user_id, said.session_id, said.environment, said.release, said.tags::jsonb, said.duration_nanos,
                   said.span_count, said.error_count, said.tokens, said.cost_usd, said.unpriced_tokens,
                   said.name, said.root_type, said.run_id, string_to_array(said.labels, '%1$s'))""".formatted(TraceLabel.SEPARATOR);

    private TraceSummaries() {}

    static Uni<Void> write(SqlConnection transaction, int projectId, Map<TraceId, TraceSummary> summaries) {
        if (summaries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<TraceSummary> rows = List.copyOf(summaries.values());
        Tuple tuple = Tuple.tuple()
                .addInteger(projectId)
                .addValue(summaries.keySet().stream()
                        .map(trace -> Buffer.buffer(trace.toBytes()))
                        .toArray(Buffer[]::new))
                .addValue(said(rows, TraceContext::user))
                .addValue(said(rows, TraceContext::session))
                .addValue(said(rows, TraceContext::environment))
                .addValue(said(rows, TraceContext::release))
                .addValue(said(rows, TraceContext::tags))
                .addValue(rows.stream().map(row -> row.duration().toNanos()).toArray(Long[]::new))
                .addValue(rows.stream().map(TraceSummary::spans).toArray(Integer[]::new))
                .addValue(rows.stream().map(TraceSummary::errors).toArray(Integer[]::new))
                .addValue(rows.stream().map(TraceSummary::tokens).toArray(Long[]::new))
                .addValue(rows.stream().map(TraceSummary::costUsd).toArray(BigDecimal[]::new))
                .addValue(rows.stream().map(TraceSummary::unpricedTokens).toArray(Long[]::new))
                .addValue(texts(rows, TraceSummary::name))
                .addValue(texts(rows, TraceSummary::rootType))
                .addValue(texts(rows, TraceSummary::runId))
                .addValue(texts(rows, row -> String.join(TraceLabel.SEPARATOR, row.labels())));
        return transaction.preparedQuery(WRITE).execute(tuple).replaceWithVoid();
    }

    private static String[] said(List<TraceSummary> rows, Function<TraceContext, @Nullable String> fact) {
        return texts(rows, row -> fact.apply(row.context()));
    }

    private static String[] texts(List<TraceSummary> rows, Function<TraceSummary, @Nullable String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }
}
