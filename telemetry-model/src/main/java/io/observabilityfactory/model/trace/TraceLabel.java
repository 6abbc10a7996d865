package io.observabilityfactory.model.trace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a trace is found by. A trace has a label for each of its agents, models and so on, all in one column: an index over
 * it answers any combination of them. Whoever writes labels and whoever looks for them gets them here.
 */
public enum TraceLabel {
    USER,
    SESSION,
    ENVIRONMENT,
    VERSION,
    /** Of value {@code error} only: something in the trace failed. */
    STATUS,
    AGENT,
    SERVICE,
    MODEL,
    PROVIDER,
    TAG;

    /** Stands between labels where several are one text; no label contains it. */
    public static final String SEPARATOR = "\u001f";

    /** UTF-16 units. An index takes no more than 2.7 kB. */
    private static final int LONGEST_VALUE = 200;

    private static final int KEPT_OF_LONGER = 160;

    /** The name used in the database and in every API: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Led by the project, as projects share the index. Of a value that is too long it has the beginning and a checksum. */
    public String of(int projectId, String value) {
        String kept = value.length() <= LONGEST_VALUE ? value : cut(value);
        return prefix(projectId) + kept.replace(SEPARATOR, " ");
    }

    /** What all labels of this kind begin with. */
    public String prefix(int projectId) {
        return projectId + "/" + code() + "/";
    }

    private static String cut(String value) {
        int kept = Character.isHighSurrogate(value.charAt(KEPT_OF_LONGER - 1)) ? KEPT_OF_LONGER - 1 : KEPT_OF_LONGER;
        return value.substring(0, kept) + "…" + HexFormat.of().formatHex(checksum(value), 0, 8);
    }

    private static byte[] checksum(String value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
