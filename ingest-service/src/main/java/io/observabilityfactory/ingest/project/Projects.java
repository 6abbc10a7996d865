package io.observabilityfactory.ingest.project;

import com.google.re2j.PatternSyntaxException;
import io.observabilityfactory.ingest.privacy.ContentMode;
import io.observabilityfactory.ingest.privacy.PrivacyRules;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import org.jboss.logging.Logger;

/** Reads a project with its settings from a row. */
public final class Projects {

    /** The columns that {@link #of} wants, of the table {@code project} under the name {@code p}. */
    public static final String COLUMNS = "p.project_id, p.name, p.content_mode, p.masks, p.mask_defaults";

    private static final Logger LOG = Logger.getLogger(Projects.class);

    private Projects() {}

    public static Project of(Row row) {
        int projectId = row.getInteger("project_id");
        ContentMode mode = ContentMode.ofCode(row.getString("content_mode"));
        List<String> masks = List.of(row.getArrayOfStrings("masks"));
        return new Project(
                projectId, row.getString("name"), rules(projectId, mode, row.getBoolean("mask_defaults"), masks));
    }

    /** With a mask that cannot be applied nothing said is kept: too little is the safe side. */
    private static PrivacyRules rules(int projectId, ContentMode mode, boolean withDefaults, List<String> masks) {
        try {
            return PrivacyRules.of(mode, withDefaults, masks);
        } catch (PatternSyntaxException e) {
            LOG.errorf("Project %d has a mask that is no RE2 expression, no content is kept: %s", projectId, e);
            return PrivacyRules.of(ContentMode.NONE, true, List.of());
        }
    }
}
