package io.observabilityfactory.ingest.privacy;

import java.util.List;
import java.util.Set;

/** What is kept of a project's texts. Applied before anything is stored. */
public final class PrivacyRules {

    /** Everything is kept but what the default masks hide. */
    public static final PrivacyRules DEFAULT = new PrivacyRules(ContentMode.FULL, true, List.of());

    /** Whom costs and sessions are counted for: an address here is an identity, not a slip. */
    private static final Set<String> IDENTITIES = Set.of(
            "user.id",
            "enduser.id",
            "user.email",
            "langfuse.user.id",
            "traceloop.association.properties.user_id",
            "ai.telemetry.metadata.userId",
            "llm.user",
            "mlflow.trace.user",
            "session.id",
            "gen_ai.conversation.id",
            "langfuse.session.id",
            "traceloop.association.properties.session_id",
            "ai.telemetry.metadata.sessionId",
            "spring.ai.chat.client.conversation.id",
            "mlflow.trace.session");

    private final ContentMode contentMode;
    private final boolean withDefaultMasks;
    private final List<Mask> ownMasks;

    private PrivacyRules(ContentMode contentMode, boolean withDefaultMasks, List<Mask> ownMasks) {
        this.contentMode = contentMode;
        this.withDefaultMasks = withDefaultMasks;
        this.ownMasks = ownMasks;
    }

    /**
     * @param expressions a project's own RE2 expressions
     * @throws com.google.re2j.PatternSyntaxException when one of them is none
     */
    public static PrivacyRules of(ContentMode contentMode, boolean withDefaultMasks, List<String> expressions) {
        return new PrivacyRules(
                contentMode,
                withDefaultMasks,
                expressions.stream().map(Mask::of).toList());
    }

    /** The value of an attribute as it may be stored. */
    public String attribute(String key, String value) {
        if (IDENTITIES.contains(key)) {
            return value;
        }
        return MessageContent.isIn(key) ? content(value) : text(value);
    }

    /** What somebody said, wherever it stands. */
    public String content(String content) {
        return contentMode == ContentMode.NONE ? contentMode.kept(content) : contentMode.kept(text(content));
    }

    /** Any other text. */
    public String text(String text) {
        String masked = text;
        for (Mask mask : ownMasks) {
            masked = mask.apply(masked);
        }
        return withDefaultMasks ? DefaultMasks.apply(masked) : masked;
    }

    /** Whether an attribute holds content of which something is left out. */
    public boolean withholds(String key) {
        return contentMode != ContentMode.FULL && MessageContent.isIn(key);
    }
}
