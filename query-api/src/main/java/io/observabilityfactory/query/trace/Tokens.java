package io.observabilityfactory.query.trace;

import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** The tokens of a span, each in one bucket only. */
record Tokens(
        long input, long cacheRead, long cacheWrite, long output, long reasoning, long audioInput, long audioOutput) {

    /** {@code null} when the span reports no usage. */
    static @Nullable Tokens from(Row row) {
        if (!row.getBoolean("reports_usage")) {
            return null;
        }
        return new Tokens(
                row.getLong("input_tokens"),
                row.getLong("cache_read_tokens"),
                row.getLong("cache_write_tokens"),
                row.getLong("output_tokens"),
                row.getLong("reasoning_tokens"),
                row.getLong("audio_input_tokens"),
                row.getLong("audio_output_tokens"));
    }

    long total() {
        return input + cacheRead + cacheWrite + output + reasoning + audioInput + audioOutput;
    }
}
