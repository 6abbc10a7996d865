package io.observabilityfactory.alert.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

    @TempDir
    Path folder;

    @Test
    void read_takesTheAlertsAndLeavesTheRestToOthers() throws IOException {
        ConfiguredAlerts read = file("""
                tracing: {enabled: true, sample_rate: 1.0}
                cost_tracking:
                  enabled: true
                  pricing: {gpt-4: 0.03}
                  alerts: [{type: daily_budget, threshold: 100.10, action: email}]
                """).read();

        assertThat(read.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.threshold()).isEqualByComparingTo(new BigDecimal("100.1"));
            assertThat(alert.action()).isEqualTo("email");
        });
        assertThat(file("cost_tracking: {alerts: []}").read().alerts()).isEmpty();
    }

    /** Each would otherwise be taken for a file that wants no budgets. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cost_tracking: {alert: []}                                                             | cost_tracking.alert is unknown
            cost_traking: {alerts: []}                                                             | cost_tracking.alerts must be a list
            cost_tracking: {enabled: true}                                                         | cost_tracking.alerts must be a list
            cost_tracking: {alerts: {type: daily_budget}}                                          | cost_tracking.alerts must be a list
            cost_tracking: {alerts: [{type: daily_budget, threshold: 1, action: email, zone: UTC}]} | Unrecognized field "zone"
            cost_tracking: {alerts: [{type: yearly_budget, threshold: 1, action: email}]}          | daily_budget, weekly_budget, monthly_budget
            cost_tracking: {alerts: [{type: daily_budget, threshold: -1, action: email}]}          | threshold must be a number above 0
            cost_tracking: [                                                                       | expected
            """)
    void read_ofAFileThatIsWrong_namesWhatIs(String content, String complaint) {
        assertThatThrownBy(() -> file(content).read()).hasMessageContaining(complaint);
    }

    private ConfigFile file(String content) throws IOException {
        return new ConfigFile(Files.writeString(folder.resolve("observability_config.yaml"), content));
    }
}
