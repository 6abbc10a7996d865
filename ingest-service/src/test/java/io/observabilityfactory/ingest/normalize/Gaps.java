package io.observabilityfactory.ingest.normalize;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What recorded clients do not tell: {@code recording-gaps.txt}, where each line has its reason. */
final class Gaps {

    private static final String ALL = "*";

    private Gaps() {}

    /** Lines as {@code scenario: what is missing}. */
    static List<String> of(String client, List<String> scenarios) throws IOException {
        try (InputStream in = Gaps.class.getResourceAsStream("/recording-gaps.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|"))
                    .filter(columns -> columns[0].strip().equals(client))
                    .flatMap(columns -> lines(columns, scenarios))
                    .toList();
        }
    }

    private static Stream<String> lines(String[] columns, List<String> all) {
        List<String> scenarios = columns[2].strip().equals(ALL)
                ? all
                : Arrays.asList(columns[2].strip().split(" +"));
        return scenarios.stream().map(scenario -> scenario + ": " + columns[1].strip());
    }
}
