package io.observabilityfactory.alert.channel;

import io.observabilityfactory.alert.rule.Require;
import io.observabilityfactory.service.address.TargetUri;
import io.observabilityfactory.service.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A channel as people post it.
 *
 * @param recipients of an e-mail channel
 * @param url where messages are sent; when a channel is replaced without one it keeps the one it has, and so with the others
 * @param signingSecret {@code whsec_} and Base64, with which a webhook is signed
 * @param headers sent along with each message, for what the other side asks for
 * @param receives which alerts it gets though their rules do not name it; none by default
 * @param titleTemplate what takes the place of the usual title and text
 */
public record ChannelSettings(
        String name,
        String type,
        @Nullable List<String> recipients,
        @Nullable String url,
        @Nullable String signingSecret,
        @Nullable Map<String, String> headers,
        @Nullable List<Receives> receives,
        @Nullable String titleTemplate,
        @Nullable String textTemplate,
        @Nullable Boolean enabled) {

    /** What mails to the recipients of a rule are shown as; no channel has this name. */
    public static final String PLAIN_MAIL = "mail";

    private static final int MOST_HEADERS = 10;
    private static final int MOST_RECEIVES = 20;
    private static final int LONGEST_HEADER = 2000;
    private static final int LONGEST_TEMPLATE = 4000;
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");
    private static final Set<String> OUR_HEADERS =
            Set.of("host", "content-length", "content-type", "transfer-encoding", "connection", "upgrade", "te");

    public ChannelSettings {
        name = Require.text("name", name);
        Require.that(!name.equals(PLAIN_MAIL), "name", "another one: mails to the recipients of rules have this name");
        ChannelType of = Require.oneOf("type", type, ChannelType::ofCode, ChannelType.codes());
        recipients = of == ChannelType.EMAIL
                ? Require.addresses("recipients", recipients, 1)
                : absent(of, "recipients", recipients);
        url = of.hasUrl() ? target(url) : absent(of, "url", url);
        signingSecret = of == ChannelType.WEBHOOK ? secret(signingSecret) : absent(of, "signingSecret", signingSecret);
        headers =
                of == ChannelType.EMAIL || of == ChannelType.SLACK ? absent(of, "headers", headers) : headers(headers);
        receives = receives == null ? List.of() : List.copyOf(receives);
        Require.that(receives.size() <= MOST_RECEIVES, "receives", "at most " + MOST_RECEIVES + " conditions");
        titleTemplate = template("titleTemplate", titleTemplate);
        textTemplate = template("textTemplate", textTemplate);
        enabled = enabled == null || enabled;
    }

    private static <T> @Nullable T absent(ChannelType type, String parameter, @Nullable T value) {
        Require.that(value == null, parameter, "absent for a channel of type " + type.code());
        return null;
    }

    private static @Nullable String target(@Nullable String url) {
        String page = Require.page("url", url);
        Require.that(
                page == null || TargetUri.isPlain(page), "url", "an address without user name, password and fragment");
        return page;
    }

    private static @Nullable String secret(@Nullable String value) {
        Require.that(
                value == null || WebhookSignature.isSecret(value),
                "signingSecret",
                "whsec_ followed by 24 to 64 bytes in Base64");
        return value;
    }

    private static @Nullable Map<String, String> headers(@Nullable Map<String, String> headers) {
        if (headers == null) {
            return null;
        }
        Require.that(headers.size() <= MOST_HEADERS, "headers", "at most " + MOST_HEADERS + " headers");
        headers.forEach((name, value) -> {
            if (!HEADER_NAME.matcher(name).matches()
                    || OUR_HEADERS.contains(name.toLowerCase(Locale.ROOT))
                    || value == null
                    || value.length() > LONGEST_HEADER
                    || !HEADER_VALUE.matcher(value).matches()) {
                throw ProblemException.invalid(
                        "headers", "an object of HTTP headers, such as {\"Authorization\": \"Bearer ...\"}");
            }
        });
        return Map.copyOf(headers);
    }

    private static @Nullable String template(String parameter, @Nullable String template) {
        Require.that(
                template == null || template.length() <= LONGEST_TEMPLATE,
                parameter,
                "a template of at most " + LONGEST_TEMPLATE + " characters");
        if (template != null) {
            MessageTemplate.check(parameter, template);
        }
        return template;
    }

    ChannelType channelType() {
        return ChannelType.ofCode(type).orElseThrow();
    }

    Secrets secrets() {
        return new Secrets(url, signingSecret, headers == null ? Map.of() : headers);
    }

    boolean hasSecrets() {
        return url != null || signingSecret != null || (headers != null && !headers.isEmpty());
    }

    /** What is kept in the clear. */
    OpenSettings open() {
        return new OpenSettings(
                Objects.requireNonNullElse(recipients, List.of()),
                url == null ? null : TargetUri.shown(url),
                titleTemplate,
                textTemplate);
    }

    /** Its secrets are none of a log's business. */
    @Override
    public String toString() {
        return "ChannelSettings[" + name + ", " + type + "]";
    }
}
