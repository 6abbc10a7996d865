package io.observabilityfactory.database.access;

import io.observabilityfactory.model.access.Scope;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Makes and revokes API keys in the database named by {@code DATABASE_JDBC_URL}, {@code DATABASE_USER} and
 * {@code DATABASE_PASSWORD}.
 */
@Command(
        name = "api-key",
        mixinStandardHelpOptions = true,
        subcommands = {ApiKeyCommand.Create.class, ApiKeyCommand.Revoke.class},
        description = "Makes and revokes API keys. The database is named by DATABASE_JDBC_URL, DATABASE_USER and"
                + " DATABASE_PASSWORD in the environment.")
public final class ApiKeyCommand {

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    public static void main(String[] args) {
        System.exit(new CommandLine(new ApiKeyCommand()).execute(args));
    }

    private ApiKeys keys() {
        String url = System.getenv("DATABASE_JDBC_URL");
        if (url == null) {
            throw new ParameterException(
                    spec.commandLine(), "DATABASE_JDBC_URL is not set; set it to jdbc:postgresql://host:5432/database");
        }
        return new ApiKeys(dataSource(url));
    }

    private static DataSource dataSource(String url) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        database.setUser(System.getenv().getOrDefault("DATABASE_USER", "postgres"));
        database.setPassword(System.getenv("DATABASE_PASSWORD"));
        return database;
    }

    @Command(name = "create", description = "Makes a key, and its project unless there is one. Shows the secret once.")
    static final class Create implements Callable<Integer> {

        @CommandLine.ParentCommand
        private ApiKeyCommand parent = new ApiKeyCommand();

        @Parameters(index = "0", description = "Name of the project.")
        private String project = "";

        @Parameters(index = "1", description = "What the key is for.")
        private String name = "";

        @Option(
                names = "--scope",
                split = ",",
                description = "What it allows: ${COMPLETION-CANDIDATES}. Default: INGEST.")
        private Set<Scope> scopes = EnumSet.of(Scope.INGEST);

        @Override
        public Integer call() throws SQLException {
            ApiKeys.NewKey key = parent.keys().create(project, name, scopes);
            System.out.printf(
                    "public key  %s%nsecret      %s%n",
                    key.publicKey(), key.secret().value());
            return 0;
        }
    }

    @Command(name = "revoke", description = "Revokes a key; it is refused within seconds.")
    static final class Revoke implements Callable<Integer> {

        @CommandLine.ParentCommand
        private ApiKeyCommand parent = new ApiKeyCommand();

        @Parameters(index = "0", description = "The public key.")
        private String publicKey = "";

        @Override
        public Integer call() throws SQLException {
            boolean revoked = parent.keys().revoke(publicKey);
            System.out.println(revoked ? "revoked" : "there is no such key, or it is revoked already");
            return revoked ? 0 : 1;
        }
    }
}
