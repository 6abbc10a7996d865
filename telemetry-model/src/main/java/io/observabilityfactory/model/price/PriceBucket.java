package io.observabilityfactory.model.price;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can have a unit price of its own. Apart from {@link #EMBEDDING} each is also what an amount can be charged for. */
public enum PriceBucket {
    INPUT("input", "input tokens"),
    CACHE_READ("cacheRead", "input tokens read from the cache"),
    /** Also the tokens of which nobody says how long they are kept: five minutes is what providers keep them for. */
    CACHE_WRITE_5M("cacheWrite5m", "input tokens written to the cache for 5 minutes"),
    CACHE_WRITE_1H("cacheWrite1h", "input tokens written to the cache for 1 hour"),
    OUTPUT("output", "output tokens"),
    REASONING("reasoning", "reasoning tokens"),
    AUDIO_INPUT("audioInput", "audio input tokens"),
    AUDIO_OUTPUT("audioOutput", "audio output tokens"),
    IMAGE("image", "images"),
    /** The price of input tokens of a model that only embeds; what is charged by it is charged for {@link #INPUT}. */
    EMBEDDING("embedding", "embedded tokens"),
    REQUEST("request", "request"),
    RERANK_UNIT("rerankUnit", "rerank units");

    private static final List<PriceBucket> CHARGEABLE =
            Arrays.stream(values()).filter(bucket -> bucket != EMBEDDING).toList();

    private final String key;
    private final String plural;

    PriceBucket(String key, String plural) {
        this.key = key;
        this.plural = plural;
    }

    /** The name in JSON documents, {@code cacheRead} for instance. */
    public String key() {
        return key;
    }

    /** The bucket of that name in JSON documents. */
    public static Optional<PriceBucket> ofKey(String key) {
        return Arrays.stream(values()).filter(bucket -> bucket.key.equals(key)).findFirst();
    }

    /** Those that amounts are charged for, in the order in which they are told. */
    public static List<PriceBucket> chargeable() {
        return CHARGEABLE;
    }

    /** The column of {@code span_cost} that tells what a span was charged for it. */
    public String usdColumn() {
        return this == CACHE_WRITE_5M ? "cache_write_usd" : name().toLowerCase(Locale.ROOT) + "_usd";
    }

    /** Tokens are priced by the million; images, requests and rerank units one by one. */
    public boolean isTokens() {
        return this != IMAGE && this != REQUEST && this != RERANK_UNIT;
    }

    /** Whether it is part of the size of the prompt, by which tiers are told apart. */
    boolean isPrompt() {
        return this == INPUT
                || this == CACHE_READ
                || this == CACHE_WRITE_5M
                || this == CACHE_WRITE_1H
                || this == AUDIO_INPUT;
    }

    /** {@code 1 input token}, {@code 20 input tokens}. */
    String count(long quantity) {
        return quantity + " "
                + (quantity == 1
                        ? plural.replace("tokens", "token")
                                .replace("units", "unit")
                                .replace("images", "image")
                        : plural);
    }
}
