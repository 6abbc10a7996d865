package io.observabilityfactory.ingest.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultMasksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key sk-proj-abcdefghijklmnop1234 here   | key [masked] here",
                "AKIAIOSFODNN7EXAMPLE                    | [masked]",
                "token ghp_0123456789abcdef0123456789abcdef0123 | token [masked]",
                "Authorization: Bearer abcdefghijklmnopqrstuvwxyz | Authorization: [masked]",
                "write to ann.lee+x@mail.example.co.uk now | write to [masked e-mail] now",
                "card 4111 1111 1111 1111 ok             | card [masked card] ok",
                "card 4111-1111-1111-1111                | card [masked card]",
            })
    void secretsAndPersonalData_areMasked(String text, String masked) {
        assertThat(PrivacyRules.DEFAULT.text(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "task-sk-short",
        "4111 1111 1111 1112",
        "1767225600123456789",
        "user@localhost",
        "risk-assessment-of-the-quarterly-report",
        "version 1.2.3 at 2026-11-23T10:00:00",
    })
    void ordinaryText_isLeftAlone(String text) {
        assertThat(PrivacyRules.DEFAULT.text(text)).isEqualTo(text);
    }

    @Test
    void ownExpressions_areAppliedBesideTheDefaults() {
        PrivacyRules rules = PrivacyRules.of(ContentMode.FULL, true, List.of("EMP-\\d+"));

        assertThat(rules.text("EMP-4711 wrote to a@b.example")).isEqualTo("[masked] wrote to [masked e-mail]");
    }

    @Test
    void expressionThatBacktracksElsewhere_takesLinearTimeHere() {
        PrivacyRules rules = PrivacyRules.of(ContentMode.FULL, false, List.of("(a+)+$"));

        assertThat(rules.text("a".repeat(50_000) + "b")).hasSize(50_001);
    }
}
