package io.observabilityfactory.cost.pricing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.pricelist.RatesDocument;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Price versions in the database. Rows are only ever added.
 *
 * <p>Who adds versions waits for the settlements under way, and settlements that begin wait for him: whatever was priced
 * without a version is committed when the version is, and can be found and priced again.
 */
final class PriceTable {

    private static final String LOCK_TO_PRICE =
            "select pg_advisory_xact_lock_shared(hashtextextended('model_price', 0))";
    private static final String LOCK_TO_ADD = "select pg_advisory_xact_lock(hashtextextended('model_price', 0))";

    private static final String REVISION = "select coalesce(max(price_id), 0) as revision from model_price";

    private static final String SELECT = """
            select price_id, project_id, provider, model, aliases, valid_from, valid_to, rates::text as rates, source,
                   source_date, supersedes
            from model_price where rates is not null""";

    private static final String INSERT = """
            insert into model_price (project_id, provider, model, aliases, valid_from, valid_to, rates, source, source_date,
                                     supersedes)
            values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8, $9, $10)
            returning price_id""";

    private static final String PRICE_WHAT_WAITS = "select price_what_waits(null)";

    private final ObjectMapper json;

    PriceTable(ObjectMapper json) {
        this.json = json;
    }

    /** Until the transaction ends nobody adds a version. */
    Uni<Void> lockToPrice(SqlConnection transaction) {
        return transaction.query(LOCK_TO_PRICE).execute().replaceWithVoid();
    }

    /** Until the transaction ends nobody else adds a version, or prices anything. */
    Uni<Void> lockToAdd(SqlConnection transaction) {
        return transaction.query(LOCK_TO_ADD).execute().replaceWithVoid();
    }

    /** Grows with every version. */
    Uni<Long> revision(SqlClient client) {
        return client.query(REVISION)
                .execute()
                .map(rows -> rows.iterator().next().getLong("revision"));
    }

    Uni<List<PriceVersion>> all(SqlClient client) {
        return client.query(SELECT).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(this::version)
                .toList());
    }

    /** Adds versions that hold for everybody; what waited for a price gets one, in a round of its own. */
    Uni<List<Long>> add(SqlConnection transaction, List<PriceVersion> versions) {
        return insert(transaction, versions)
                .call(added -> added.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : transaction.query(PRICE_WHAT_WAITS).execute().replaceWithVoid());
    }

    /** One after the other, as one may correct another. */
    private Uni<List<Long>> insert(SqlConnection transaction, List<PriceVersion> versions) {
        return Multi.createFrom()
                .iterable(versions)
                .onItem()
                .transformToUniAndConcatenate(version -> transaction
                        .preparedQuery(INSERT)
                        .execute(parameters(version))
                        .map(rows -> rows.iterator().next().getLong("price_id")))
                .collect()
                .asList();
    }

    private Tuple parameters(PriceVersion version) {
        return Tuple.tuple()
                .addInteger(version.projectId())
                .addString(version.provider())
                .addString(version.model())
                .addArrayOfString(version.aliases().toArray(String[]::new))
                .addOffsetDateTime(version.validFrom().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(
                        version.validTo() == null ? null : version.validTo().atOffset(ZoneOffset.UTC))
                .addString(RatesDocument.write(version.rates()).toString())
                .addString(version.source())
                .addLocalDate(version.sourceDate())
                .addLong(version.supersedes());
    }

    private PriceVersion version(Row row) {
        try {
            return new PriceVersion(
                    row.getLong("price_id"),
                    row.getInteger("project_id"),
                    row.getString("provider"),
                    row.getString("model"),
                    Arrays.asList(row.getArrayOfStrings("aliases")),
                    row.getOffsetDateTime("valid_from").toInstant(),
                    instant(row.getOffsetDateTime("valid_to")),
                    RatesDocument.read(json.readTree(row.getString("rates"))),
                    row.getString("source"),
                    row.getLocalDate("source_date"),
                    row.getLong("supersedes"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("price version " + row.getLong("price_id") + " cannot be read", e);
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
