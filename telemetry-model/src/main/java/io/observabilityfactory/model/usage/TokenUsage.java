package io.observabilityfactory.model.usage;

import java.util.Arrays;
import java.util.Map;

/** Tokens by disjoint bucket: their sum is the number of tokens, and none is counted twice. */
public final class TokenUsage {

    public static final TokenUsage NONE = new TokenUsage(new long[TokenBucket.values().length]);

    private final long[] tokens;

    private TokenUsage(long[] tokens) {
        this.tokens = tokens;
    }

    /** @throws IllegalArgumentException for a negative count */
    public static TokenUsage of(Map<TokenBucket, Long> counts) {
        long[] tokens = new long[TokenBucket.values().length];
        counts.forEach((bucket, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException(bucket.key() + " tokens are negative: " + count);
            }
            tokens[bucket.ordinal()] = count;
        });
        return new TokenUsage(tokens);
    }

    public long get(TokenBucket bucket) {
        return tokens[bucket.ordinal()];
    }

    public long total() {
        return Arrays.stream(tokens).sum();
    }

    /** Tokens sent to the model, cached ones included: what providers grade their price tiers by. */
    public long promptTokens() {
        return Arrays.stream(TokenBucket.values())
                .filter(TokenBucket::isPrompt)
                .mapToLong(this::get)
                .sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenUsage usage && Arrays.equals(tokens, usage.tokens);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tokens);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("TokenUsage[");
        for (TokenBucket bucket : TokenBucket.values()) {
            if (get(bucket) > 0) {
                text.append(bucket.key()).append('=').append(get(bucket)).append(' ');
            }
        }
        return text.toString().strip() + "]";
    }
}
