package io.observabilityfactory.ingest.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.testkit.Recordings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that real clients exported is understood, but for what they do not tell. */
class RecordingsTest {

    @ParameterizedTest
    @MethodSource("clients")
    void client_isUnderstoodButForWhatItDoesNotTell(String client) throws IOException {
        JsonNode expected = new ObjectMapper().readTree(Recordings.expected());
        List<String> scenarios = Recordings.scenarios(client);
        List<String> missed = new ArrayList<>();
        for (String scenario : scenarios) {
            Expectation.missed(expected.get(scenario), RecordedRun.of(client, scenario))
                    .forEach(what -> missed.add(scenario + ": " + what));
        }

        assertThat(missed).as(client).containsExactlyInAnyOrderElementsOf(Gaps.of(client, scenarios));
    }

    static List<String> clients() {
        return Recordings.clients();
    }
}
