package io.observabilityfactory.query.admin;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/** Whose data is kept apart from everybody else's. */
record Project(String name, Instant createdAt) {

    static Project from(Row row) {
        return new Project(
                row.getString("name"), row.getOffsetDateTime("created_at").toInstant());
    }
}
