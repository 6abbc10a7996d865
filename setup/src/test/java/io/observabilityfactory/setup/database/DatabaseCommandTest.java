package io.observabilityfactory.setup.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.setup.SetupCommand;
import io.observabilityfactory.testkit.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DatabaseCommandTest {

    private final TestDatabase database = TestDatabase.create();
    private final StringWriter output = new StringWriter();

    @Test
    void apiKeys_areRegisteredOnceWithTheirScopes() {
        Map<String, String> environment = environment();
        environment.put("ADMIN_API_KEY", "sk-of-admin");
        environment.put("TELEMETRY_API_KEY", "sk-of-telemetry\n");

        assertThat(run(environment)).isZero();
        assertThat(run(environment)).isZero();

        assertThat(database.query("select project.name || ' ' || array_to_string(scopes, ',') || ' '"
                        + " || (secret_hash in (sha256('sk-of-admin'), sha256('sk-of-telemetry')))"
                        + " from api_key join project using (project_id) order by 1"))
                .containsExactly("default ingest,read,admin true", "observability-factory ingest true");
    }

    @Test
    void revokedKey_staysRevoked() {
        Map<String, String> environment = environment();
        environment.put("ADMIN_API_KEY", "sk-of-leaked");
        run(environment);
        database.execute("update api_key set revoked_at = now()");

        assertThat(run(environment)).isZero();

        assertThat(database.query("select count(*) from api_key where revoked_at is null"))
                .containsExactly("0");
    }

    @Test
    void missingOrWrongDatabase_isToldSo() {
        assertThat(run(Map.of())).isEqualTo(1);
        assertThat(output.toString()).contains("DATABASE_JDBC_URL is not set");

        assertThat(run(Map.of("DATABASE_JDBC_URL", "jdbc:postgresql://localhost:1/none", "DATABASE_USER", "nobody")))
                .isEqualTo(1);
        assertThat(output.toString()).contains("The schema could not be migrated");
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "DATABASE_JDBC_URL", "jdbc:" + database.reactiveUrl(),
                "DATABASE_USER", database.user(),
                "DATABASE_PASSWORD", database.password()));
    }

    private int run(Map<String, String> environment) {
        PrintWriter writer = new PrintWriter(output, true);
        return new CommandLine(new DatabaseCommand(environment))
                .setExecutionExceptionHandler(SetupCommand.commandLine().getExecutionExceptionHandler())
                .setOut(writer)
                .setErr(writer)
                .execute();
    }
}
