package io.observabilityfactory.sdk.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trace with all its spans, by start time.
 *
 * <pre>{@code
 * for (Span span : Tracer.getTrace("training_job_001").spans()) {
 *     if (span.durationMs() > 1000) {
 *         System.out.println("slow " + span.name() + " " + span.durationMs());
 *     }
 * }
 * }</pre>
 *
 * @param runId the name the caller gave to the run
 * @param costUsd null when nothing of it has a price, or not yet
 * @param unpricedTokens those that are in no cost
 */
public record Trace(
        String traceId,
        @Nullable String runId,
        String name,
        Instant startTime,
        double durationMs,
        int spanCount,
        int errorCount,
        long totalTokens,
        @Nullable BigDecimal costUsd,
        long unpricedTokens,
        List<Span> spans) {

    Trace withSpans(List<Span> all) {
        return new Trace(
                traceId,
                runId,
                name,
                startTime,
                durationMs,
                spanCount,
                errorCount,
                totalTokens,
                costUsd,
                unpricedTokens,
                all);
    }
}
