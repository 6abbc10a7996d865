package io.observabilityfactory.cost.pricing;

import static java.util.stream.Collectors.joining;

import io.observabilityfactory.model.price.Price;
import io.observabilityfactory.model.usage.TokenBucket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Price versions in the database. They are the same for all projects. */
final class PriceTable {

    private static final String UNIT_PRICES =
            Arrays.stream(TokenBucket.values()).map(TokenBucket::usdColumn).collect(joining(", "));

    private static final String INSERT = """
            insert into model_price (provider, model, valid_from, prompt_tokens_above, source, %s)
            values ($1, $2, $3, $4, $5, %s)
            on conflict (provider, model, valid_from, prompt_tokens_above) do nothing""".formatted(
                    UNIT_PRICES,
                    Arrays.stream(TokenBucket.values())
                            .map(bucket -> "$" + (6 + bucket.ordinal()))
                            .collect(joining(", ")));

    private static final String SELECT = "select price_id, provider, model, valid_from, prompt_tokens_above, source, "
            + UNIT_PRICES + " from model_price";

    private final Pool pool;

    PriceTable(Pool pool) {
        this.pool = pool;
    }

    /** Adds the versions that are not there yet; a version that is there is never changed. */
    Uni<Void> addMissing(List<Price> prices) {
        return pool.preparedQuery(INSERT)
                .executeBatch(prices.stream().map(PriceTable::parameters).toList())
                .replaceWithVoid();
    }

    Uni<List<Price>> all() {
        return pool.preparedQuery(SELECT).execute().map(PriceTable::prices);
    }

    private static Tuple parameters(Price price) {
        Tuple tuple = Tuple.of(
                price.provider(),
                price.model(),
                price.validFrom().atOffset(ZoneOffset.UTC),
                price.promptTokensAbove(),
                price.source());
        for (TokenBucket bucket : TokenBucket.values()) {
            tuple.addBigDecimal(price.usdPerMillion().get(bucket));
        }
        return tuple;
    }

    private static List<Price> prices(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PriceTable::price)
                .toList();
    }

    private static Price price(Row row) {
        Map<TokenBucket, BigDecimal> unitPrices = new EnumMap<>(TokenBucket.class);
        for (TokenBucket bucket : TokenBucket.values()) {
            BigDecimal usd = row.getBigDecimal(bucket.usdColumn());
            if (usd != null) {
                unitPrices.put(bucket, usd);
            }
        }
        return new Price(
                row.getLong("price_id"),
                row.getString("provider"),
                row.getString("model"),
                row.getOffsetDateTime("valid_from").toInstant(),
                row.getLong("prompt_tokens_above"),
                unitPrices,
                row.getString("source"));
    }
}
