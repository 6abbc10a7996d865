package io.observabilityfactory.query.agent;

import io.observabilityfactory.query.cost.RollupColumns;
import io.observabilityfactory.query.project.ProjectDatabase;
import io.observabilityfactory.query.range.TimeRange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the usage of agents from the rollups. */
@ApplicationScoped
class AgentQueries {

    private static final String BY_AGENT_AND_TYPE = """
            with usage as (
                select *, %s as tokens
                from usage_between($1, $2, $3)
                where $4::text is null or agent = $4
            )
            select agent, span_type,
                   sum(calls)::bigint                            as calls,
                   sum(errors)::bigint                           as errors,
                   sum(timeouts)::bigint                         as timeouts,
                   sum(duration_nanos)                           as duration_nanos,
                   histogram_sum(latency_counts)                 as latency_counts,
                   sum(output_tokens + reasoning_tokens)::bigint as generated_tokens,
                   sum(tokens)::bigint                           as tokens,
                   sum(unpriced_tokens)::bigint                  as unpriced_tokens,
                   sum(cost_usd)                                 as cost_usd
            from usage
            group by agent, span_type
            -- A group whose spans all moved to another one stays behind with nothing in it.
            having sum(calls) > 0 or sum(tokens) > 0
            order by agent, span_type""".formatted(RollupColumns.TOKENS);

    private final ProjectDatabase database;

    AgentQueries(ProjectDatabase database) {
        this.database = database;
    }

    Uni<List<TypeUsage>> ofAll(TimeRange range) {
        return usage(range, null);
    }

    Uni<List<TypeUsage>> of(String agent, TimeRange range) {
        return usage(range, agent);
    }

    private Uni<List<TypeUsage>> usage(TimeRange range, @Nullable String agent) {
        return database.query(BY_AGENT_AND_TYPE, range.fromUtc(), range.toUtc(), agent)
                .map(rows -> rows.stream().map(TypeUsage::from).toList());
    }
}
