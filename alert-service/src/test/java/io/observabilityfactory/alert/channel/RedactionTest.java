package io.observabilityfactory.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private final Redaction redaction = Redaction.of(
            URI.create("https://hooks.example.com/services/T0/S3CR3T%2Fpart?token=t0k3n-t0k3n"),
            Map.of("Authorization", "Bearer b34r3r-b34r3r"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cannot POST /services/T0/S3CR3T%2Fpart?token=t0k3n-t0k3n",
                "no route for S3CR3T%2Fpart",
                "no route for /services/T0/S3CR3T/part",
                "{\"token\": \"t0k3n-t0k3n\"}",
                "wrong credentials 'b34r3r-b34r3r'"
            })
    void secretsOfTheRequest_areTakenOutOfTheAnswer(String answer) {
        assertThat(redaction.of(answer)).contains("…").doesNotContain("S3CR3T", "t0k3n", "b34r3r");
    }

    @Test
    void everythingElse_isLeft() {
        assertThat(redaction.of("no_service T0")).isEqualTo("no_service T0");
    }
}
