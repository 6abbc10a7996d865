package io.observabilityfactory.sdk.query;

/** Tokens by kind; each token is in one of them only. */
public record TokenCounts(
        long input, long cacheRead, long cacheWrite, long output, long reasoning, long audioInput, long audioOutput) {

    /** All of them. */
    public long total() {
        return input + cacheRead + cacheWrite + output + reasoning + audioInput + audioOutput;
    }
}
