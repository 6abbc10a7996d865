package io.observabilityfactory.alert.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.observabilityfactory.service.problem.ProblemException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetSettingsTest {

    @Test
    void new_withoutOptionalFields_hasTheirDefaults() {
        BudgetSettings settings = settings(" fleet ", "100", null, null, "ops@example.com");

        assertThat(settings.name()).isEqualTo("fleet");
        assertThat(settings.agent()).isNull();
        assertThat(settings.warningShare()).isEqualByComparingTo("0.8");
        assertThat(settings.timeZone()).isEqualTo("UTC");
    }

    @Test
    void new_withAnAddressTwice_tellsItOnce() {
        assertThat(settings("fleet", "1", null, null, "a@localhost", "a@localhost")
                        .recipients())
                .containsExactly("a@localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000000000.01", "0.0000001", "1e-2000000000"})
    void new_withAnUnusableAmount_namesIt(String amount) {
        assertThatThrownBy(() -> settings("fleet", amount, null, null, "ops@example.com"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("amountUsd must be a number above 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-0.5", "80"})
    void new_withAnUnusableShare_namesIt(String share) {
        assertThatThrownBy(() -> settings("fleet", "1", share, null, "ops@example.com"))
                .hasMessageStartingWith("warningShare must be a number above 0 and below 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Middle-earth/Shire", "+01:00:30"})
    void new_withAnUnknownZone_namesIt(String zone) {
        assertThatThrownBy(() -> settings("fleet", "1", null, zone, "ops@example.com"))
                .hasMessageStartingWith("timeZone must be the name of a time zone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ops", "@example.com", "a@b@c", "ops@example.com\r\nBcc: x@example.com", "a b@example.com"})
    void new_withAnUnusableAddress_namesTheRecipients(String address) {
        assertThatThrownBy(() -> settings("fleet", "1", null, null, "ops@example.com", address))
                .hasMessageStartingWith("recipients must be a list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\r\nBcc: x@example.com"})
    void new_withAnUnusableName_namesIt(String name) {
        assertThatThrownBy(() -> settings(name, "1", null, null, "ops@example.com"))
                .hasMessageStartingWith("name must be a text");
    }

    private static BudgetSettings settings(
            String name, String amount, @Nullable String share, @Nullable String zone, String... recipients) {
        return new BudgetSettings(
                name,
                null,
                null,
                null,
                null,
                null,
                new BigDecimal(amount),
                null,
                zone,
                share == null ? null : new BigDecimal(share),
                null,
                null,
                null,
                null,
                List.of(recipients),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
