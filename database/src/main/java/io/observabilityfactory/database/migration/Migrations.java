package io.observabilityfactory.database.migration;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema as a sequence of SQL files under {@code db/migration}. */
public final class Migrations {

    private final Flyway flyway;

    private Migrations(Flyway flyway) {
        this.flyway = flyway;
    }

    public static Migrations of(DataSource database) {
        return new Migrations(Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                // Flyway tells every notice as a warning, such as that a column is there already.
                .initSql("set client_min_messages = warning")
                // An older version must start on a newer schema, so that a rollback is possible.
                .ignoreMigrationPatterns("*:future")
                .load());
    }

    /**
     * Applies what is missing, one transaction each; safe to run by several processes at once.
     *
     * @return how many migrations were applied, 0 when the schema was up to date
     * @throws org.flywaydb.core.api.FlywayException when the database cannot be reached or a migration fails
     */
    public int migrate() {
        return flyway.migrate().migrationsExecuted;
    }
}
