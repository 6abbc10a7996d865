package io.observabilityfactory.sdk.query;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span of a trace.
 *
 * @param type {@code agent}, {@code llm}, {@code tool} and so on
 * @param status {@code ok}, {@code error} or {@code unset}
 * @param selfTimeMs the time in which none of its children ran
 * @param costUsd null when it does not pay, or nothing of it has a price
 * @param billed whether it pays for its tokens; null and false alike as long as it is not settled
 * @param attributes as they were sent
 */
public record Span(
        String spanId,
        @Nullable String parentSpanId,
        String name,
        String type,
        @Nullable String service,
        String status,
        Instant startTime,
        double durationMs,
        double selfTimeMs,
        @Nullable String agent,
        @Nullable String model,
        @Nullable String provider,
        @Nullable String session,
        @Nullable String user,
        @Nullable TokenCounts tokens,
        @Nullable BigDecimal costUsd,
        boolean billed,
        @Nullable String billing,
        @Nullable Double timeToFirstTokenMs,
        @Nullable String errorType,
        @Nullable String tool,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, @Nullable Object> attributes) {}
