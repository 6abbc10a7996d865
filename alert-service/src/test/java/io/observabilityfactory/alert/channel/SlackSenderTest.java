package io.observabilityfactory.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.alert.lifecycle.MessageKind;
import io.observabilityfactory.alert.lifecycle.Severity;
import io.observabilityfactory.alert.message.AlertMessage;
import io.observabilityfactory.alert.message.Fact;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Slack takes, whatever agents and users are called: it refuses messages with a part that is too long. */
class SlackSenderTest {

    @Test
    void names_becomeNeitherLinksNorMentions() {
        JsonObject body = body("<!channel> & <https://evil.example.com|here>", "<@U1> https://evil.example.com");

        assertThat(body.getString("text")).contains("&lt;!channel&gt; &amp; &lt;https://evil.example.com|here&gt;");
        JsonObject field = fields(body).get(1);
        assertThat(field.getString("text")).contains("&lt;@U1&gt; https://evil.example.com");
        assertThat(field.getBoolean("verbatim")).isTrue();
    }

    @Test
    void everyPart_isOfALengthThatSlackTakesAndCutBetweenCharacters() {
        for (String name : List.of("<", "🙂", "&x", "plain")) {
            JsonObject body = body(name.repeat(5_000), name.repeat(5_000));

            String header = body.getJsonArray("blocks")
                    .getJsonObject(0)
                    .getJsonObject("text")
                    .getString("text");
            assertThat(header.codePointCount(0, header.length())).isLessThanOrEqualTo(150);
            assertThat(fields(body)).allSatisfy(field -> assertThat(field.getString("text"))
                    .hasSizeLessThanOrEqualTo(2000)
                    .doesNotContainPattern("&(?!amp;|lt;|gt;)")
                    .doesNotContainPattern("[\\ud800-\\udbff](?![\\udc00-\\udfff])"));
        }
    }

    private static List<JsonObject> fields(JsonObject body) {
        var fields = body.getJsonArray("blocks").getJsonObject(1).getJsonArray("fields");
        return IntStream.range(0, fields.size()).mapToObj(fields::getJsonObject).collect(Collectors.toList());
    }

    private static JsonObject body(String title, String value) {
        AlertMessage message = new AlertMessage(
                MessageKind.FIRING,
                Severity.CRITICAL,
                "p",
                "fleet",
                Map.of(),
                title,
                List.of(new Fact("Agent", value)),
                List.of(),
                null,
                null,
                "",
                Instant.EPOCH,
                null,
                null,
                null,
                null);
        Channel channel = new Channel(
                1, 1, "team", ChannelType.SLACK, new OpenSettings(List.of(), null, null, null), Secrets.NONE);
        return SlackSender.body(channel, new Delivery(UUID.randomUUID(), 1L, null, Instant.EPOCH, message, null));
    }
}
