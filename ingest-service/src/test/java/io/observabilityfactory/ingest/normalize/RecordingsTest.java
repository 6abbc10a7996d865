package io.observabilityfactory.ingest.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.testkit.Recordings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that real clients exported is understood, but for what they do not tell. */
class RecordingsTest {

    @ParameterizedTest
    @MethodSource("clients")
    void client_isUnderstoodButForWhatItDoesNotTell(String client) throws IOException {
        JsonNode expected = new ObjectMapper().readTree(Recordings.expected());
        Map<String, List<String>> missed = new TreeMap<>();
        for (String scenario : Recordings.scenarios(client)) {
            Expectation.missed(expected.get(scenario), RecordedRun.of(client, scenario))
                    .forEach(what ->
                            missed.computeIfAbsent(what, w -> new ArrayList<>()).add(scenario));
        }

        assertThat(missed).isEqualTo(Gaps.of(client));
    }

    static List<String> clients() {
        return Recordings.clients();
    }
}
