package io.observabilityfactory.ingest.normalize;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;

/**
 * What makes a log record or a metric point the same one: its time and everything in it, as neither carries an id.
 *
 * @param content of the record with what sent it
 */
public record ContentKey(Instant time, Digest content) implements Comparable<ContentKey> {

    private static final Comparator<ContentKey> ORDER =
            Comparator.comparing(ContentKey::time).thenComparing(ContentKey::content);

    static ContentKey of(Instant time, NormalizedSource source, byte[] kind, byte[] record) {
        // Scopes without attributes have the key they had before attributes were kept.
        String attributes = source.scopeAttributes() == null ? "" : '\n' + source.scopeAttributes();
        byte[] scope =
                (source.scopeName() + '\n' + source.scopeVersion() + attributes).getBytes(StandardCharsets.UTF_8);
        return new ContentKey(time, Digest.of(source.resource().digest().toBytes(), scope, kind, record));
    }

    @Override
    public int compareTo(ContentKey other) {
        return ORDER.compare(this, other);
    }
}
