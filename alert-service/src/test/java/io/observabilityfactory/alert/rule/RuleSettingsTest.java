package io.observabilityfactory.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSettingsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void new_withWhatIsRequired_hasDefaults() throws JsonProcessingException {
        RuleSettings rule = rule("'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5");

        assertThat(rule.isEnabled()).isTrue();
        Check check = rule.watch(3)
                .checks(Instant.parse("2026-03-10T12:34:56Z"), Duration.ZERO)
                .get(0);
        assertThat(check.timeframe().start()).isEqualTo("2026-03-10T11:35:00Z");
        assertThat(check.timeframe().end()).isEqualTo("2026-03-10T12:35:00Z");
        assertThat(check.policy().version()).isEqualTo(3);
        assertThat(check.policy().recovery()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void rule_thatIsWrittenAndRead_isTheSame() throws JsonProcessingException {
        RuleSettings rule = rule("'name': 'r', 'figure': 'metric', 'metric': 'gpu_utilization', 'aggregation': 'max',"
                + " 'period': 'week', 'timeZone': 'Asia/Tokyo', 'filter': {'host': ['a', 'b']}, 'groupBy': ['gpu'],"
                + " 'direction': 'below', 'warning': 0.5, 'critical': 0.1, 'noData': 'keep', 'remindEvery': '4h',"
                + " 'labels': {'team': 'x'}, 'recipients': ['a@example.com']");

        assertThat(JSON.readValue(JSON.writeValueAsString(rule), RuleSettings.class))
                .isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            name         | 'figure': 'cost', 'window': '1h', 'critical': 5
            figure       | 'name': 'r', 'figure': 'price', 'window': '1h', 'critical': 5
            metric       | 'name': 'r', 'figure': 'metric', 'window': '1h', 'critical': 5
            metric       | 'name': 'r', 'figure': 'cost', 'metric': 'm', 'window': '1h', 'critical': 5
            window       | 'name': 'r', 'figure': 'cost', 'critical': 5
            window       | 'name': 'r', 'figure': 'cost', 'window': '1h', 'period': 'day', 'critical': 5
            window       | 'name': 'r', 'figure': 'cost', 'window': '90s', 'critical': 5
            window       | 'name': 'r', 'figure': 'cost', 'window': '40d', 'critical': 5
            period       | 'name': 'r', 'figure': 'cost', 'period': 'year', 'critical': 5
            timeZone     | 'name': 'r', 'figure': 'cost', 'period': 'day', 'timeZone': '+01:00:30', 'critical': 5
            filter       | 'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5, 'filter': {'colour': ['red']}
            filter       | 'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5, 'filter': {'agent': []}
            groupBy      | 'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5, 'groupBy': ['agent; drop']
            groupBy      | 'name': 'r', 'figure': 'cost_lag', 'window': '1h', 'critical': 5, 'groupBy': ['agent']
            direction    | 'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5, 'direction': 'up'
            warning      | 'name': 'r', 'figure': 'cost', 'window': '1h'
            critical     | 'name': 'r', 'figure': 'cost', 'window': '1h', 'warning': 6, 'critical': 5
            critical     | 'name': 'r', 'figure': 'calls', 'window': '1h', 'direction': 'below', 'warning': 5, 'critical': 6
            holdFor      | 'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5, 'holdFor': 'long'
            recoverAfter | 'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5, 'recoverAfter': '8d'
            noData       | 'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5, 'noData': 'panic'
            remindEvery  | 'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5, 'remindEvery': '1s'
            interval     | 'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5, 'interval': '2h'
            recipients   | 'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5, 'recipients': ['nobody']
            labels       | 'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5, 'labels': {'a b': 'c'}
            runbookUrl   | 'name': 'r', 'figure': 'cost', 'window': '1h', 'critical': 5, 'runbookUrl': 'javascript:x'
            """)
    void new_ofSomethingInvalid_namesTheField(String field, String fields) {
        assertThatThrownBy(() -> rule(fields)).rootCause().hasMessageStartingWith(field + " must be");
    }

    private static RuleSettings rule(String fields) throws JsonProcessingException {
        return JSON.readValue("{" + fields.replace('\'', '"') + "}", RuleSettings.class);
    }
}
