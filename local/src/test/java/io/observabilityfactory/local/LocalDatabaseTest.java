package io.observabilityfactory.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void services_areNoSuperuserAndOwnTheirDatabase() throws SQLException {
        try (LocalDatabase database = start()) {
            assertThat(database.settings()).containsEntry("QUARKUS_DATASOURCE_USERNAME", "observability");
            assertThat(value(database, "select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThat(value(
                            database,
                            "select string_agg(distinct tableowner, ',') from pg_tables"
                                    + " where schemaname = 'public'"))
                    .isEqualTo("observability");
            assertThatThrownBy(() -> value(database, "copy project to program 'cat'"))
                    .hasMessageContaining("permission denied");
        }
        try (LocalDatabase again = start()) {
            assertThat(value(again, "select count(*) from project")).isEqualTo("1");
        }
    }

    @Test
    void start_refusesAFolderThatLetsEveryoneIn() throws Exception {
        Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "18");

        assertThatThrownBy(this::start)
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("Move that folder away");
    }

    private LocalDatabase start() {
        return LocalDatabase.start(folder.resolve("postgres"), LocalPorts.free().postgres());
    }

    private static String value(LocalDatabase database, String query) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
