package io.observabilityfactory.ingest.settings;

import io.observabilityfactory.service.access.AdminOnly;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Privacy and retention of a project. What is changed holds for what is received once keys are looked up again. */
@Path("/api/v1/ingest/settings")
@AdminOnly
class SettingsResource {

    private static final String GET = "select " + SettingsView.COLUMNS + " from project where project_id = $1";

    private static final String CHANGE = """
            update project
            set content_mode = coalesce($2, content_mode), masks = coalesce($3, masks),
                mask_defaults = coalesce($4, mask_defaults), retention_days = coalesce($5, retention_days)
            where project_id = $1
            returning\s""" + SettingsView.COLUMNS;

    private final CurrentProject project;
    private final Pool pool;

    SettingsResource(CurrentProject project, Pool pool) {
        this.project = project;
        this.pool = pool;
    }

    @GET
    public Uni<SettingsView> get() {
        return pool.preparedQuery(GET).execute(Tuple.of(project.id())).map(SettingsResource::only);
    }

    @PATCH
    public Uni<SettingsView> change(@Nullable SettingsChange body) {
        if (body == null) {
            throw ProblemException.invalid("body", "a JSON object");
        }
        List<String> masks = body.masks();
        Tuple values = Tuple.of(project.id())
                .addString(body.contentMode())
                .addValue(masks == null ? null : masks.toArray(String[]::new))
                .addBoolean(body.maskDefaults())
                .addInteger(body.retentionDays());
        return pool.preparedQuery(CHANGE).execute(values).map(SettingsResource::only);
    }

    private static SettingsView only(RowSet<Row> rows) {
        return SettingsView.of(rows.iterator().next());
    }
}
