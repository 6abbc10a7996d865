package io.observabilityfactory.ingest.normalize;

import static io.observabilityfactory.testkit.OtlpLogs.log;
import static io.observabilityfactory.testkit.OtlpLogs.request;
import static io.observabilityfactory.testkit.OtlpSpans.attribute;
import static io.observabilityfactory.testkit.OtlpSpans.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.ingest.privacy.ContentMode;
import io.observabilityfactory.ingest.privacy.PrivacyRules;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogNormalizerTest {

    private static final Instant NOW = Instant.now();

    @Test
    void log_keepsSeverityBodyAndItsSpan() {
        LogRecord.Builder sent = log("tool failed")
                .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
                .setSeverityText("ERROR")
                .setTraceId(com.google.protobuf.ByteString.copyFrom(
                        new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}))
                .setSpanId(com.google.protobuf.ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
                .addAttributes(text("k", "v"));

        NormalizedLog log = normalized(sent, PrivacyRules.DEFAULT);

        assertThat(log.severityNumber()).isEqualTo(17);
        assertThat(log.severityText()).isEqualTo("ERROR");
        assertThat(log.body()).isEqualTo("\"tool failed\"");
        assertThat(log.traceId()).hasToString("0102030405060708090a0b0c0d0e0f10");
        assertThat(log.spanId()).hasToString("0102030405060708");
        assertThat(log.attributes()).isEqualTo("{\"k\":\"v\"}");
    }

    @Test
    void logWithoutTime_isFiledByWhenItWasSeen() {
        Instant seen = NOW.minusSeconds(5);
        LogRecord.Builder sent = log("x").setTimeUnixNano(0)
                .setObservedTimeUnixNano(io.observabilityfactory.testkit.OtlpSpans.nanos(seen));

        assertThat(normalized(sent, PrivacyRules.DEFAULT).time())
                .isEqualTo(seen.truncatedTo(java.time.temporal.ChronoUnit.MICROS));
    }

    @Test
    void eventName_isFoundInItsFieldAndInTheOlderAttribute() {
        assertThat(normalized(log("x").setEventName("gen_ai.user.message"), PrivacyRules.DEFAULT)
                        .eventName())
                .isEqualTo("gen_ai.user.message");
        assertThat(normalized(log("x").addAttributes(text("event.name", "gen_ai.choice")), PrivacyRules.DEFAULT)
                        .eventName())
                .isEqualTo("gen_ai.choice");
    }

    @Test
    void bodyOfAMessageEvent_isContent() {
        AnyValue.Builder message = AnyValue.newBuilder()
                .setKvlistValue(KeyValueList.newBuilder()
                        .addValues(attribute("content", AnyValue.newBuilder().setStringValue("a private question"))));
        PrivacyRules none = PrivacyRules.of(ContentMode.NONE, true, List.of());

        assertThat(normalized(log("").setBody(message).setEventName("gen_ai.user.message"), none)
                        .body())
                .isEqualTo("{\"content\":\"[not kept]\"}");
        assertThat(normalized(log("an ordinary line"), none).body()).isEqualTo("\"an ordinary line\"");
    }

    @Test
    void sameRecord_hasTheSameKeyAndAnyDifferenceAnother() {
        LogRecord.Builder sent = log("x");

        assertThat(normalized(sent, PrivacyRules.DEFAULT).key())
                .isEqualTo(normalized(sent, PrivacyRules.DEFAULT).key());
        assertThat(normalized(sent, PrivacyRules.DEFAULT).key())
                .isNotEqualTo(normalized(sent.clone().addAttributes(text("k", "v")), PrivacyRules.DEFAULT)
                        .key());
    }

    private static NormalizedLog normalized(LogRecord.Builder log, PrivacyRules privacy) {
        RecordRules rules = new RecordRules(
                new AcceptedTimes(Duration.ofDays(30), Duration.ofDays(1)), RecordLimits.DEFAULT, privacy);
        return LogNormalizer.normalize(request(log), rules, NOW).records().get(0);
    }
}
