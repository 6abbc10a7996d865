package io.observabilityfactory.model.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceLabelTest {

    @Test
    void label_isLedByItsProjectAndKind() {
        assertThat(TraceLabel.AGENT.of(7, "a/b")).isEqualTo("7/agent/a/b").startsWith(TraceLabel.AGENT.prefix(7));
    }

    @Test
    void longValues_areCutAndStillToldApart() {
        String beginning = "\uD83D\uDE00".repeat(150);

        String label = TraceLabel.USER.of(1, beginning + "a");

        assertThat(label)
                .isEqualTo(TraceLabel.USER.of(1, beginning + "a"))
                .isNotEqualTo(TraceLabel.USER.of(1, beginning + "b"));
        assertThat(label.length()).isLessThan(200);
        assertThat(label.codePoints().filter(point -> point >= 0xD800 && point <= 0xDFFF))
                .as("half characters")
                .isEmpty();
    }
}
