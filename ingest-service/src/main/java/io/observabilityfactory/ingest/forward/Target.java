package io.observabilityfactory.ingest.forward;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A backend that spans of a project are passed on to, as it was when it was claimed.
 *
 * @param claim tells this claim from earlier and later ones
 * @param failures attempts in a row that failed
 */
record Target(int projectId, String name, long claim, int failures, Cursor cursor, Destination destination) {

    /** The columns that {@link #of} wants. */
    static final String COLUMNS =
            "target_id, project_id, name, protocol, endpoint, headers, claim, failures, " + Cursor.COLUMNS;

    static Target of(Row row) {
        return new Target(
                row.getInteger("project_id"),
                row.getString("name"),
                row.getLong("claim"),
                row.getInteger("failures"),
                Cursor.of(row),
                Destination.of(
                        row.getInteger("target_id"), row.getString("protocol"), row.getString("endpoint"), (JsonObject)
                                row.getValue("headers")));
    }

    int id() {
        return destination.targetId();
    }
}
