package io.observabilityfactory.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientJsonTest {

    private static final String DOCUMENT =
            "{\"a\": [1, 2.50, \"x\\n\\u00e9\\\"y\"], \"b\": {\"c\": true, \"d\": null}, \"e\": -12}";

    @Test
    void document_isReadAsItIs() {
        Map<?, ?> document = (Map<?, ?>) LenientJson.parse(DOCUMENT).value();

        assertThat(LenientJson.parse(DOCUMENT).complete()).isTrue();
        assertThat(document.get("a")).isEqualTo(List.of(1L, new BigDecimal("2.50"), "x\n\u00e9\"y"));
        assertThat(((Map<?, ?>) document.get("b")).get("c")).isEqualTo(true);
        assertThat(((Map<?, ?>) document.get("b")).containsKey("d")).isTrue();
        assertThat(document.get("e")).isEqualTo(-12L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"role\":\"user\",\"content\":\"hel | [{role=user, content=hel}]",
                "[{\"role\":\"user\",\"cont           | [{role=user}]",
                "{\"input\":1200,\"output\":34        | {input=1200}",
                "{\"input\":1200,\"output\":34,       | {input=1200, output=34}",
                "{\"a\":tru                           | {}",
                "{\"a\":\"x\\u00                      | {a=x}",
                "[1,[2,[3                             | [1, [2, []]]",
                "{\"a\":1}, {\"b\":2}                 | {a=1}",
                "[1 2]                                | [1]",
            })
    void cutText_keepsWhatIsThereButNoHalfNumber(String text, String read) {
        LenientJson.Parsed parsed = LenientJson.parse(text);

        assertThat(parsed.value()).hasToString(read);
        assertThat(parsed.complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "hello", "nothing", "'a'", "<html>", "truely yours"})
    void otherText_isNoJson(String text) {
        LenientJson.Parsed parsed = LenientJson.parse(text);

        assertThat(parsed == null || !parsed.complete()).isTrue();
    }

    @Test
    void valueAlone_isRead() {
        assertThat(LenientJson.parse("\"LLM\"").value()).isEqualTo("LLM");
        assertThat(LenientJson.parse("12").value()).isEqualTo(12L);
        assertThat(LenientJson.parse("null").complete()).isTrue();
    }

    @Test
    void hugeNumbersAndDepths_costNothing() {
        assertThat(LenientJson.parse("[1e999999999, 1e5]").value()).isEqualTo(Arrays.asList(null, 1e5));
        assertThat(LenientJson.parse("[" + "9".repeat(100_000) + "]").complete())
                .isTrue();
        assertThat(LenientJson.parse("[".repeat(100_000)).complete()).isFalse();
    }

    @Property
    void anyBeginning_isRead(@ForAll @IntRange(min = 1, max = 64) int length) {
        String beginning = DOCUMENT.substring(0, length);

        LenientJson.Parsed parsed = LenientJson.parse(beginning);

        assertThat(parsed.value()).isInstanceOf(Map.class);
        assertThat(parsed.complete()).isEqualTo(length == DOCUMENT.length());
    }

    @Property
    void anyText_endsWithoutAnException(@ForAll String text) {
        assertThatCode(() -> LenientJson.parse(text)).doesNotThrowAnyException();
        assertThatCode(() -> LenientJson.parse("[\"" + text)).doesNotThrowAnyException();
    }
}
