package io.observabilityfactory.query.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.testkit.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class ProjectDatabaseTest {

    @Inject
    Pool pool;

    @Test
    void statement_getsTheProjectFirst() {
        assertThat(query("select name || $2 as name from project where project_id = $1", "!"))
                .extracting(row -> row.getString("name"))
                .containsExactly("default!");
    }

    @Test
    void statement_thatLeavesTheProjectOutIsRefused() {
        assertThatThrownBy(() -> query("select name from project")).hasMessageContaining("not bound to a project");
    }

    private List<Row> query(String sql, Object... parameters) {
        return new ProjectDatabase(pool, CurrentProject.of(1, "default"))
                .query(sql, parameters)
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
