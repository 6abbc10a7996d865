package io.observabilityfactory.alert.evaluation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Reads the silences of a project that have begun and not ended. */
@ApplicationScoped
class ActiveSilences {

    private static final String IN_FORCE =
            "select matchers from alert_silence where project_id = $1 and starts_at <= $2 and ends_at > $2";

    private final Pool database;

    ActiveSilences(Pool database) {
        this.database = database;
    }

    Uni<SilencesInForce> of(int projectId, Instant now) {
        return database.preparedQuery(IN_FORCE)
                .execute(Tuple.of(projectId, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> new SilencesInForce(
                        rows.stream().map(ActiveSilences::labels).toList()));
    }

    private static Map<String, String> labels(Row row) {
        Map<String, String> labels = new HashMap<>();
        for (String matcher : row.getArrayOfStrings("matchers")) {
            int equals = matcher.indexOf('=');
            labels.put(matcher.substring(0, equals), matcher.substring(equals + 1));
        }
        return labels;
    }
}
