package io.observabilityfactory.ingest.settings;

import io.vertx.mutiny.sqlclient.Row;
import java.util.List;

/** The settings of a project. */
record SettingsView(String project, String contentMode, List<String> masks, boolean maskDefaults, int retentionDays) {

    /** The columns that {@link #of} wants, of the table {@code project}. */
    static final String COLUMNS = "name, content_mode, masks, mask_defaults, retention_days";

    static SettingsView of(Row row) {
        return new SettingsView(
                row.getString("name"),
                row.getString("content_mode"),
                List.of(row.getArrayOfStrings("masks")),
                row.getBoolean("mask_defaults"),
                row.getInteger("retention_days"));
    }
}
