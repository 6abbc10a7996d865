package io.observabilityfactory.database.migration;

import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Migrates the database named by {@code DATABASE_JDBC_URL}, {@code DATABASE_USER} and {@code DATABASE_PASSWORD}. Exit
 * status 0 when the schema is up to date, 1 when it could not be brought there, 2 when a variable is missing.
 */
public final class MigrateCommand {

    private MigrateCommand() {}

    public static void main(String[] args) {
        System.exit(run(System.getenv()));
    }

    static int run(Map<String, String> environment) {
        String url = environment.get("DATABASE_JDBC_URL");
        if (url == null) {
            System.err.println("DATABASE_JDBC_URL is not set; set it to jdbc:postgresql://host:5432/database");
            return 2;
        }
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        database.setUser(environment.getOrDefault("DATABASE_USER", "postgres"));
        database.setPassword(environment.get("DATABASE_PASSWORD"));
        try {
            System.out.printf(
                    "%d migrations applied, the schema is up to date%n",
                    Migrations.of(database).migrate());
            return 0;
        } catch (FlywayException e) {
            System.err.println("The schema could not be migrated: " + e.getMessage());
            return 1;
        }
    }
}
