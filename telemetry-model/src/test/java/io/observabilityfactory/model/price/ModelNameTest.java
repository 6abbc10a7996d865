package io.observabilityfactory.model.price;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNameTest {

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-2024-08-06, gpt-4o",
        "gpt-4o-mini-2024-07-18, gpt-4o-mini",
        "claude-sonnet-4-20250514, claude-sonnet-4",
        "claude-sonnet-4@20250514, claude-sonnet-4",
        "claude-3-5-haiku-latest, claude-3-5-haiku",
        "gemini-2.5-flash-preview-05-20, gemini-2.5-flash",
        "gemini-2.0-flash-001, gemini-2.0-flash",
        "models/gemini-2.5-pro, gemini-2.5-pro",
        "openai/GPT-4o, gpt-4o",
        "gpt-4o-audio-preview, gpt-4o-audio-preview",
        "o3, o3",
    })
    void canonical_dropsVersionsAndPrefixesAndNothingElse(String reported, String canonical) {
        assertThat(ModelName.canonical(reported)).isEqualTo(canonical);
    }
}
