package io.observabilityfactory.ingest.store;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Nobody is sent here before the database has the schema that this service was built for. One that is newer will do: older
 * versions run on it. As in service-kit, whose bounds of connections do not fit this service.
 */
@Readiness
@ApplicationScoped
class SchemaCheck implements AsyncHealthCheck {

    private static final String NAME = "Database schema";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String MISSING = """
            select count(*) from unnest($1::text[]) needed
            where not exists (select from flyway_schema_history where script = needed and success)""";

    private final Pool pool;
    private final String[] migrations = migrations();
    private volatile boolean complete;

    SchemaCheck(Pool pool) {
        this.pool = pool;
    }

    /** The migrations of this build, listed by it. */
    private static String[] migrations() {
        try (InputStream list = SchemaCheck.class.getResourceAsStream("/migrations.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank()).toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return complete ? Uni.createFrom().item(HealthCheckResponse.up(NAME)) : ask();
    }

    private Uni<HealthCheckResponse> ask() {
        return pool.preparedQuery(MISSING)
                .execute(Tuple.of(migrations))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(this::answer)
                .onFailure()
                .recoverWithItem(failure -> down(failure.toString()));
    }

    private HealthCheckResponse answer(RowSet<Row> rows) {
        long missing = rows.iterator().next().getLong(0);
        complete = missing == 0;
        return complete ? HealthCheckResponse.up(NAME) : down(missing + " migrations are not applied yet");
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }
}
