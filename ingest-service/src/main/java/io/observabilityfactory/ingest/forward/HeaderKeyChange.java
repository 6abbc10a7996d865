package io.observabilityfactory.ingest.forward;

import io.observabilityfactory.service.secret.KeyChange;
import io.observabilityfactory.service.secret.SecretBox;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.stream.Stream;

/** Lets previous keys be thrown away, as far as headers of targets are concerned. */
@ApplicationScoped
class HeaderKeyChange {

    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(30);

    private static final String WITH_HEADERS = """
            select project_id, target_id, endpoint, sealed_headers from forward_target
            where sealed_headers is not null order by target_id""";

    /** Unless somebody has given headers anew meanwhile, which closes them with the present key too. */
    private static final String CLOSE_ANEW = """
            update forward_target set sealed_headers = $4
            where project_id = $1 and target_id = $2 and sealed_headers = $3""";

    private final Pool pool;
    private final KeyChange change;

    HeaderKeyChange(Pool pool, SecretBox box) {
        this.pool = pool;
        this.change = new KeyChange(box, "forward targets");
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        change.closeAnew(this::headers);
    }

    private Stream<KeyChange.Kept> headers() {
        return execute(WITH_HEADERS, Tuple.tuple()).stream().map(this::kept);
    }

    private KeyChange.Kept kept(Row row) {
        int projectId = row.getInteger("project_id");
        byte[] closed = row.getBuffer("sealed_headers").getBytes();
        return new KeyChange.Kept(
                closed,
                SealedHeaders.place(projectId, row.getString("endpoint")),
                anew -> execute(
                        CLOSE_ANEW,
                        Tuple.of(projectId, row.getInteger("target_id"), Buffer.buffer(closed), Buffer.buffer(anew))));
    }

    private RowSet<Row> execute(String sql, Tuple tuple) {
        return pool.preparedQuery(sql).execute(tuple).await().atMost(QUERY_TIMEOUT);
    }
}
