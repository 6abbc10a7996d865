package io.observabilityfactory.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AgentRunTest {

    @Test
    void run_isEightLinesWithAFieldForEachColumn() {
        List<String> lines = new AgentRun(new Random(1))
                .lines(7, Instant.parse("2026-03-01T10:00:00Z"), "zeppelin")
                .lines()
                .toList();

        assertThat(lines).hasSize(AgentRun.SPANS).allSatisfy(line -> assertThat(line.split("\t", -1))
                .hasSize(AgentRun.COLUMNS.split(",").length));
        assertThat(lines.get(0)).contains("zeppelin").contains("[{\\\\\"role\\\\\":");
        assertThat(lines.get(1)).doesNotContain("zeppelin");
        assertThat(lines.get(1).length()).isBetween(1_600, 2_200);
    }
}
