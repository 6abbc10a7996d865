package io.observabilityfactory.query.trace;

import io.observabilityfactory.query.message.TraceMessages;
import jakarta.ws.rs.core.EntityTag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A tag for what is shown of a trace. Spans never change once they are stored, so it is told from which of them there are,
 * how they were charged, and what came beside them; what they carry need not be read.
 */
final class TraceVersion {

    private TraceVersion() {}

    static EntityTag of(TraceOutline outline, List<OutlinedSpan> shown, TraceMessages messages, String format) {
        MessageDigest digest = sha256();
        add(digest, format);
        add(digest, outline.trace().user());
        add(digest, outline.trace().session());
        for (OutlinedSpan span : outline.spans()) {
            add(digest, span.place().spanId());
            add(digest, span.place().start());
            add(digest, span.agent());
            add(digest, span.billing());
            add(digest, span.spend());
        }
        add(digest, shown.size());
        add(digest, shown.get(0).place().spanId());
        add(digest, messages.version());
        return new EntityTag(HexFormat.of().formatHex(digest.digest(), 0, 16), true);
    }

    private static void add(MessageDigest digest, Object value) {
        digest.update((value + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
