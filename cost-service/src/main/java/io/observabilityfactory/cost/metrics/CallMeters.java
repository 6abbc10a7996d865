package io.observabilityfactory.cost.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.observabilityfactory.model.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The series of one combination of labels, each made when first needed and kept, as finding them by their labels takes
 * longer than recording.
 *
 * <p>A counter cannot fall. When a span turns out not to pay, which another one then does, what it was told to cost is
 * kept as a debt and taken off what comes next.
 */
final class CallMeters {

    private static final double[] TOKEN_BUCKETS = IntStream.rangeClosed(0, 13)
            .mapToDouble(power -> Math.pow(4, power))
            .toArray();
    private static final Duration[] DURATION_BUCKETS = LongStream.rangeClosed(0, 13)
            .mapToObj(power -> Duration.ofMillis(10L << power))
            .toArray(Duration[]::new);
    private static final double NANOS_PER_SECOND = 1e9;

    private final MeterRegistry registry;
    private final Tags tags;
    private final Timer duration;
    private final Counter calls;
    private final Counter cost;
    private @Nullable Timer firstChunk;
    private @Nullable TokenMeters tokens;
    private @Nullable Counter unpriced;
    private BigDecimal usdDue = BigDecimal.ZERO;
    private long unpricedDue;

    CallMeters(MeterRegistry registry, Tags tags, CallFigures.Outcome outcome) {
        this.registry = registry;
        this.tags = tags;
        duration = timer("gen_ai.client.operation.duration", "Duration of calls");
        calls = Counter.builder("observability.factory.calls")
                .description("Calls of models, agents and tools by how they ended")
                .tags(tags)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
        cost = counter("observability.factory.llm.cost.usd", "What calls cost");
    }

    void record(CallFigures figure) {
        if (figure.newCall()) {
            recordCall(figure);
        }
        if (figure.tokens().total() > 0) {
            recordTokens(figure);
        }
        usdDue = usdDue.add(figure.usd());
        unpricedDue += figure.unpricedTokens();
    }

    /** After all figures of a transaction, in which one may take back what another adds. */
    void flush() {
        if (usdDue.signum() > 0) {
            cost.increment(usdDue.doubleValue());
            usdDue = BigDecimal.ZERO;
        }
        if (unpricedDue > 0) {
            if (unpriced == null) {
                unpriced =
                        counter("observability.factory.llm.unpriced.tokens", "Tokens that had no price when settled");
            }
            unpriced.increment(unpricedDue);
            unpricedDue = 0;
        }
    }

    private void recordCall(CallFigures figure) {
        duration.record(figure.durationNanos(), TimeUnit.NANOSECONDS);
        calls.increment();
        if (figure.firstTokenNanos() != null) {
            if (firstChunk == null) {
                firstChunk =
                        timer("gen_ai.client.operation.time_to_first_chunk", "Time to the first part of an answer");
            }
            firstChunk.record(figure.firstTokenNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void recordTokens(CallFigures figure) {
        if (tokens == null) {
            tokens = new TokenMeters(registry, tags);
        }
        TokenUsage usage = figure.tokens();
        long output = usage.total() - usage.promptTokens();
        tokens.record(usage.promptTokens(), output);
        if (output > 0 && figure.durationNanos() > 0) {
            tokens.perSecond.record(output / (figure.durationNanos() / NANOS_PER_SECOND));
        }
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(DURATION_BUCKETS)
                .tags(tags)
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    /** Of calls that use tokens; agents and tools do not. */
    private static final class TokenMeters {

        private final DistributionSummary input;
        private final DistributionSummary output;
        private final Counter inputTokens;
        private final Counter outputTokens;
        private final DistributionSummary perSecond;

        TokenMeters(MeterRegistry registry, Tags tags) {
            input = usage(registry, tags.and("gen_ai.token.type", "input"));
            output = usage(registry, tags.and("gen_ai.token.type", "output"));
            inputTokens = tokens(registry, tags.and("gen_ai.token.type", "input"));
            outputTokens = tokens(registry, tags.and("gen_ai.token.type", "output"));
            perSecond = DistributionSummary.builder("observability.factory.llm.tokens.per.second")
                    .description("Speed at which calls generated their tokens")
                    .serviceLevelObjectives(1, 5, 10, 20, 40, 80, 160, 320, 640, 1280)
                    .tags(tags)
                    .register(registry);
        }

        void record(long prompt, long generated) {
            input.record(prompt);
            output.record(generated);
            inputTokens.increment(prompt);
            outputTokens.increment(generated);
        }

        private static DistributionSummary usage(MeterRegistry registry, Tags tags) {
            return DistributionSummary.builder("gen_ai.client.token.usage")
                    .description("Tokens of calls that are paid for")
                    .serviceLevelObjectives(TOKEN_BUCKETS)
                    .tags(tags)
                    .register(registry);
        }

        private static Counter tokens(MeterRegistry registry, Tags tags) {
            return Counter.builder("observability.factory.llm.tokens")
                    .description("Tokens that are paid for; its rate is tokens a second")
                    .tags(tags)
                    .register(registry);
        }
    }
}
