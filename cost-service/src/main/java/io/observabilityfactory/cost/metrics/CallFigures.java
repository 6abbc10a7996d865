package io.observabilityfactory.cost.metrics;

import io.observabilityfactory.cost.billing.ChargeChange;
import io.observabilityfactory.cost.billing.TracedSpan;
import io.observabilityfactory.model.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one span adds to the metrics.
 *
 * @param newCall whether it is a call that was not told yet, with its duration and outcome
 * @param tokens those that are told now, none when they were told before
 * @param usd what it costs more than before; negative when another span pays instead
 */
public record CallFigures(
        Call call,
        boolean newCall,
        long durationNanos,
        @Nullable Long firstTokenNanos,
        TokenUsage tokens,
        BigDecimal usd,
        long unpricedTokens) {

    /**
     * What calls are told apart by.
     *
     * @param errorType empty for a success
     */
    public record Call(
            String operation,
            String provider,
            String requestModel,
            String responseModel,
            String agent,
            Outcome outcome,
            String errorType) {}

    /** How a call ended. */
    public enum Outcome {
        SUCCESS,
        ERROR,
        TIMEOUT
    }

    public static Stream<CallFigures> of(Collection<ChargeChange> changes) {
        return changes.stream().map(CallFigures::of).flatMap(Optional::stream);
    }

    /** Tokens are told of calls of models alone: an agent repeats those of its calls, which may arrive after it. */
    private static Optional<CallFigures> of(ChargeChange change) {
        TracedSpan span = change.span();
        boolean tellsTokens = span.type().callsModel() && change.paysFromNowOn();
        boolean silent =
                !change.isNewCall() && !tellsTokens && change.usd().signum() == 0 && change.unpricedTokens() == 0;
        return silent
                ? Optional.empty()
                : Optional.of(new CallFigures(
                        call(change),
                        change.isNewCall(),
                        span.durationNanos(),
                        span.firstTokenNanos(),
                        tellsTokens ? span.usageOrNone() : TokenUsage.NONE,
                        change.usd(),
                        change.unpricedTokens()));
    }

    private static Call call(ChargeChange change) {
        TracedSpan span = change.span();
        Outcome outcome = span.timedOut() ? Outcome.TIMEOUT : span.failed() ? Outcome.ERROR : Outcome.SUCCESS;
        return new Call(
                operation(span),
                orEmpty(span.provider()),
                orEmpty(span.requestModel()),
                orEmpty(span.responseModel()),
                change.after().attribution().agent(),
                outcome,
                outcome == Outcome.SUCCESS ? "" : span.errorType() == null ? "_OTHER" : span.errorType());
    }

    /** As the GenAI conventions name it. */
    private static String operation(TracedSpan span) {
        return switch (span.type()) {
            case LLM -> "chat";
            case EMBEDDING -> "embeddings";
            case AGENT -> "invoke_agent";
            case TOOL -> "execute_tool";
            case RETRIEVER -> "retrieval";
            case RERANKER -> "rerank";
            default -> span.type().code();
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
