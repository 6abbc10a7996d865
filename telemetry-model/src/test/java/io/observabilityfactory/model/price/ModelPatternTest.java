package io.observabilityfactory.model.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPatternTest {

    @ParameterizedTest
    @CsvSource({
        "gemini-*, gemini-2.5-pro, true",
        "gemini-*, gemini-, true",
        "gemini-*, gemini, false",
        "*-mini, gpt-4o-mini, true",
        "*-mini, gpt-4o-mini-2024, false",
        "gpt-*-mini, gpt-4o-mini, true",
        "gpt-4.1*, gpt-401, false",
        "*, anything, true",
        "**, anything, true",
    })
    void wildcard_standsForAnyCharacters(String pattern, String name, boolean matches) {
        assertThat(ModelPattern.of(pattern).matches(name)).isEqualTo(matches);
    }

    @Property(tries = 5_000)
    void matching_isThatOfTheRegularExpression(
            @ForAll @Chars({'a', 'b', '*'}) @StringLength(max = 8) String pattern,
            @ForAll @Chars({'a', 'b'}) @StringLength(max = 10) String name) {
        String regex =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));

        assertThat(ModelPattern.of(pattern).matches(name)).isEqualTo(name.matches(regex));
    }

    @Test
    void patternOfManyWildcards_takesNoTime() {
        ModelPattern pattern = ModelPattern.of("*a".repeat(90) + "*b");

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(pattern.matches("a".repeat(200)))
                .isFalse());
    }
}
