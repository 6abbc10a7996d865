package io.observabilityfactory.cost.explanation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** Tokens without a price, out of the rollups. */
@ApplicationScoped
class UnpricedUsage {

    private static final String BY_MODEL = """
            select provider, model, sum(unpriced_tokens)::bigint as tokens, sum(calls)::bigint as calls,
                   min(bucket_start) as first_hour, max(bucket_start) as last_hour
            from usage_hour
            where project_id = $1 and bucket_start >= date_bin('1 hour', $2::timestamptz, 'epoch') and bucket_start < $3
              and unpriced_tokens > 0
            group by provider, model
            order by tokens desc, provider, model
            limit 1000""";

    private final Pool pool;

    UnpricedUsage(Pool pool) {
        this.pool = pool;
    }

    /** The most tokens first. */
    Uni<List<ObjectNode>> byModel(int projectId, Instant from, Instant to) {
        return pool.preparedQuery(BY_MODEL)
                .execute(Tuple.of(projectId, from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(UnpricedUsage::view)
                        .toList());
    }

    private static ObjectNode view(Row row) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("provider", row.getString("provider"))
                .put("model", row.getString("model"))
                .put("unpricedTokens", row.getLong("tokens"))
                .put("callsInThoseHours", row.getLong("calls"))
                .put(
                        "firstHour",
                        row.getOffsetDateTime("first_hour").toInstant().toString())
                .put("lastHour", row.getOffsetDateTime("last_hour").toInstant().toString());
    }
}
