package io.observabilityfactory.alert.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** Rules as they are in the database. Which of the two kinds of settings a row holds is told by its {@code kind}. */
@ApplicationScoped
public class StoredRules {

    private final ObjectMapper json;
    private final SettingsKinds kinds;

    StoredRules(ObjectMapper json, SettingsKinds kinds) {
        this.json = json;
        this.kinds = kinds;
    }

    public <T> T read(String settings, Class<T> type) {
        try {
            return json.readValue(settings, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the settings cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    public String write(Object settings) {
        try {
            return json.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the settings cannot be written", e);
        }
    }

    /** Of a row with {@code project_id, project, rule_id, version, changed_at, kind, settings::text}. */
    public AlertRule from(Row row) {
        return new AlertRule(
                row.getInteger("project_id"),
                row.getString("project"),
                row.getLong("rule_id"),
                row.getInteger("version"),
                row.getOffsetDateTime("changed_at").toInstant(),
                read(row.getString("settings"), kinds.of(row.getString("kind"))));
    }
}
