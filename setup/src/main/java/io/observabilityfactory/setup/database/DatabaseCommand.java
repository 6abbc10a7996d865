package io.observabilityfactory.setup.database;

import io.observabilityfactory.database.access.ApiKeys;
import io.observabilityfactory.database.migration.Migrations;
import io.observabilityfactory.model.access.ApiKeySecret;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.setup.SetupException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Migrates the schema and registers API keys. */
@Command(
        name = "database",
        mixinStandardHelpOptions = true,
        description = "Brings the schema of the database up to date and registers API keys. In the environment:"
                + " DATABASE_JDBC_URL, DATABASE_USER, DATABASE_PASSWORD; ADMIN_API_KEY, for people, with all scopes for the"
                + " project 'default'; TELEMETRY_API_KEY, for the services' own telemetry.")
public final class DatabaseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Map<String, String> environment;

    public DatabaseCommand() {
        this(System.getenv());
    }

    DatabaseCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        DataSource database = database();
        try {
            tell(Migrations.of(database).migrate() + " migrations applied, the schema is up to date");
        } catch (FlywayException e) {
            throw new SetupException("The schema could not be migrated: " + e.getMessage(), e);
        }
        register(database, "ADMIN_API_KEY", "default", EnumSet.allOf(Scope.class));
        register(database, "TELEMETRY_API_KEY", "observability-factory", EnumSet.of(Scope.INGEST));
        return 0;
    }

    private DataSource database() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(needed("DATABASE_JDBC_URL"));
        database.setUser(needed("DATABASE_USER"));
        database.setPassword(environment.get("DATABASE_PASSWORD"));
        return database;
    }

    private void register(DataSource database, String variable, String project, Set<Scope> scopes) {
        Optional<ApiKeySecret> secret = Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(value -> new ApiKeySecret(value.strip()));
        if (secret.isEmpty()) {
            return;
        }
        try {
            boolean added = new ApiKeys(database).register(project, variable, secret.get(), scopes);
            tell(variable + (added ? " is registered" : " was registered before") + " for the project " + project);
        } catch (SQLException e) {
            throw new SetupException(variable + " could not be registered: " + e.getMessage(), e);
        }
    }

    private String needed(String variable) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new SetupException(variable + " is not set");
        }
        return value;
    }

    private void tell(String line) {
        spec.commandLine().getOut().println(line);
    }
}
