package io.observabilityfactory.ingest.privacy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is kept of a project's texts. Applied before anything is stored. */
public final class PrivacyRules {

    /** Everything is kept but what the default masks hide. */
    public static final PrivacyRules DEFAULT = new PrivacyRules(ContentMode.FULL, DefaultMasks.ALL);

    /** Whom costs and sessions are counted for: an address here is an identity, not a slip. */
    private static final Set<String> IDENTITIES =
            Set.of("user.id", "enduser.id", "session.id", "gen_ai.conversation.id", "langfuse.user.id", "user.email");

    private final ContentMode contentMode;
    private final List<Mask> masks;

    private PrivacyRules(ContentMode contentMode, List<Mask> masks) {
        this.contentMode = contentMode;
        this.masks = masks;
    }

    /**
     * @param expressions a project's own RE2 expressions
     * @throws com.google.re2j.PatternSyntaxException when one of them is none
     */
    public static PrivacyRules of(ContentMode contentMode, boolean withDefaultMasks, List<String> expressions) {
        List<Mask> defaults = withDefaultMasks ? DefaultMasks.ALL : List.of();
        Stream<Mask> own = expressions.stream().map(Mask::of);
        return new PrivacyRules(
                contentMode, Stream.concat(own, defaults.stream()).toList());
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
        for (Mask mask : masks) {
            masked = mask.apply(masked);
        }
        return masked;
    }

    /** Whether an attribute holds content of which something is left out. */
    public boolean withholds(String key) {
        return contentMode != ContentMode.FULL && MessageContent.isIn(key);
    }
}
