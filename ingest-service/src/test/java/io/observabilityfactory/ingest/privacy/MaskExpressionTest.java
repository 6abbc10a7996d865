package io.observabilityfactory.ingest.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskExpressionTest {

    @ParameterizedTest
    @ValueSource(strings = {"EMP-\\d{6}", "(?i)secret", "\\pL{20,40}", "a{1000}", "{"})
    void expressionThatCanBeApplied_isFine(String expression) {
        assertThat(MaskExpression.complaint(expression)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "(open, missing closing )",
        "(?<=x)y, not an RE2 expression",
        "'((a{100}){100}){100}', multiply to more than 1000",
        "'(?:a{2,99}){20}', multiply to more than 1000",
        "'(abcdefghijklmnopqrstuvwxyz){1000}', program of"
    })
    void expressionThatCannotBeApplied_isTold(String expression, String reason) {
        assertThat(MaskExpression.complaint(expression))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains(reason));
    }

    @Test
    void lengthIsBounded() {
        assertThat(MaskExpression.complaint("x".repeat(501))).isPresent();
        assertThat(MaskExpression.complaint("")).isPresent();
        assertThat(MaskExpression.complaint("a\0b")).isPresent();
    }
}
