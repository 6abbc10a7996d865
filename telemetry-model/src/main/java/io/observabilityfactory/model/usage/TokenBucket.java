package io.observabilityfactory.model.usage;

/** The kinds of tokens that can have a price of their own. A token is in exactly one bucket. */
public enum TokenBucket {
    /** Prompt tokens that were neither read from a cache, nor written to one, nor audio. */
    INPUT("input"),
    CACHE_READ("cacheRead"),
    CACHE_WRITE("cacheWrite"),
    /** Generated tokens that are neither reasoning nor audio. */
    OUTPUT("output"),
    REASONING("reasoning"),
    AUDIO_INPUT("audioInput"),
    AUDIO_OUTPUT("audioOutput");

    private final String key;

    TokenBucket(String key) {
        this.key = key;
    }

    /** The name in JSON documents, {@code cacheRead} for instance. */
    public String key() {
        return key;
    }

    /** The name of the column that counts it, {@code cache_read_tokens} for instance. */
    public String column() {
        return name().toLowerCase(java.util.Locale.ROOT) + "_tokens";
    }

    /** The name of the column that prices it or tells what it cost, {@code cache_read_usd} for instance. */
    public String usdColumn() {
        return name().toLowerCase(java.util.Locale.ROOT) + "_usd";
    }

    /** Whether the token was sent to the model; generated ones are not. */
    public boolean isPrompt() {
        return this == INPUT || this == CACHE_READ || this == CACHE_WRITE || this == AUDIO_INPUT;
    }
}
