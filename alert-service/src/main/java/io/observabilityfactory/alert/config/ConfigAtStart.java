package io.observabilityfactory.alert.config;

import io.observabilityfactory.alert.AlertConfig;
import io.quarkus.scheduler.Scheduled;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Applies the configured file once after each start, as soon as there is a database. */
@ApplicationScoped
class ConfigAtStart {

    private static final Logger LOG = Logger.getLogger(ConfigAtStart.class);

    private final Pool database;
    private final ConfiguredBudgets budgets;
    private final ConfigSync sync;
    private final AlertConfig config;
    private volatile boolean done;
    private String complaint = "";

    ConfigAtStart(Pool database, ConfiguredBudgets budgets, ConfigSync sync, AlertConfig config) {
        this.database = database;
        this.budgets = budgets;
        this.sync = sync;
        this.config = config;
        this.done = config.configFile().isEmpty();
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        if (!done) {
            config.configFile().ifPresent(this::apply);
        }
    }

    private void apply(Path file) {
        try {
            sync.apply(projectId(), budgets.of(new ConfigFile(file).read()))
                    .await()
                    .atMost(config.databaseTimeout());
            done = true;
            LOG.infof("The budgets of %s hold", file);
        } catch (IOException | RuntimeException e) {
            complain(file, String.valueOf(e.getMessage()));
        }
    }

    /** Once, and not every time it is tried. */
    private void complain(Path file, String about) {
        if (!about.equals(complaint)) {
            complaint = about;
            LOG.errorf("%s is not applied, the budgets are left as they are; it is tried again: %s", file, about);
        }
    }

    private int projectId() {
        return database
                .preparedQuery("select project_id from project where name = $1")
                .execute(Tuple.of(config.configProject()))
                .await()
                .atMost(config.databaseTimeout())
                .stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no project '" + config.configProject() + "'"))
                .getInteger("project_id");
    }
}
