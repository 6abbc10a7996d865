package io.observabilityfactory.ingest.forward;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A backend that spans of a project are passed on to, as it was when it was claimed.
 *
 * @param claim tells this claim from earlier and later ones
 * @param failures attempts in a row that failed
 */
record Target(int projectId, String name, long claim, int failures, Cursor cursor, Destination destination) {

    /** The columns that {@link #of} wants. */
    static final String COLUMNS = "name, claim, failures, " + Destination.COLUMNS + ", " + Cursor.COLUMNS;

    static Target of(Row row) {
        return new Target(
                row.getInteger("project_id"),
                row.getString("name"),
                row.getLong("claim"),
                row.getInteger("failures"),
                Cursor.of(row),
                Destination.of(row));
    }

    int id() {
        return destination.targetId();
    }
}
