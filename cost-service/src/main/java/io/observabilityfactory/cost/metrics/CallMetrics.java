package io.observabilityfactory.cost.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.observabilityfactory.cost.CostConfig;
import io.observabilityfactory.model.usage.TokenUsage;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Calls as Prometheus sees them, each told once by the one process that settled its span.
 *
 * <p>A counter cannot fall. When a span turns out not to pay, which another one then does, what it was told to cost is
 * kept as a debt of its series and taken off what comes next.
 */
@ApplicationScoped
public class CallMetrics {

    private static final double[] TOKEN_BUCKETS =
            IntStream.rangeClosed(0, 13).mapToDouble(power -> Math.pow(4, power)).toArray();
    private static final Duration[] DURATION_BUCKETS = LongStream.rangeClosed(0, 13)
            .mapToObj(power -> Duration.ofMillis(10L << power))
            .toArray(Duration[]::new);
    private static final double NANOS_PER_SECOND = 1e9;

    private final MeterRegistry registry;
    private final CallLabels labels;
    private final Map<CallLabels.Labelled, BigDecimal> usdOwed = new HashMap<>();
    private final Map<CallLabels.Labelled, Long> unpricedOwed = new HashMap<>();

    CallMetrics(MeterRegistry registry, CostConfig config) {
        this.registry = registry;
        this.labels = new CallLabels(
                config.labels().values(), config.labels().combinations());
    }

    /** What was committed. */
    public synchronized void record(String project, Collection<CallFigures> figures) {
        Map<CallLabels.Labelled, BigDecimal> usd = new HashMap<>();
        Map<CallLabels.Labelled, Long> unpriced = new HashMap<>();
        for (CallFigures figure : figures) {
            CallLabels.Labelled labelled = labels.bounded(project, figure.call());
            record(labels.tags(labelled), figure);
            usd.merge(labelled, figure.usd(), BigDecimal::add);
            unpriced.merge(labelled, figure.unpricedTokens(), Long::sum);
        }
        usd.forEach(this::addCost);
        unpriced.forEach(this::addUnpriced);
    }

    private void record(Tags tags, CallFigures figure) {
        if (figure.newCall()) {
            recordCall(tags, figure);
        }
        if (figure.tokens().total() > 0) {
            recordTokens(tags, figure);
        }
    }

    private void recordCall(Tags tags, CallFigures figure) {
        timer("gen_ai.client.operation.duration", "Duration of calls", tags)
                .record(Duration.ofNanos(figure.durationNanos()));
        if (figure.firstTokenNanos() != null) {
            timer("gen_ai.client.operation.time_to_first_chunk", "Time to the first part of an answer", tags)
                    .record(Duration.ofNanos(figure.firstTokenNanos()));
        }
        String outcome = figure.call().outcome().name().toLowerCase(Locale.ROOT);
        Counter.builder("observability.factory.calls")
                .description("Calls of models, agents and tools by how they ended")
                .tags(tags)
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    private void recordTokens(Tags tags, CallFigures figure) {
        TokenUsage tokens = figure.tokens();
        long output = tokens.total() - tokens.promptTokens();
        recordTokens(tags, "input", tokens.promptTokens());
        recordTokens(tags, "output", output);
        if (output > 0 && figure.durationNanos() > 0) {
            DistributionSummary.builder("observability.factory.llm.tokens.per.second")
                    .description("Speed at which calls generated their tokens")
                    .serviceLevelObjectives(1, 5, 10, 20, 40, 80, 160, 320, 640, 1280)
                    .tags(tags)
                    .register(registry)
                    .record(output / (figure.durationNanos() / NANOS_PER_SECOND));
        }
    }

    private void recordTokens(Tags tags, String type, long tokens) {
        DistributionSummary.builder("gen_ai.client.token.usage")
                .description("Tokens of calls that are paid for")
                .serviceLevelObjectives(TOKEN_BUCKETS)
                .tags(tags)
                .tag("gen_ai.token.type", type)
                .register(registry)
                .record(tokens);
        Counter.builder("observability.factory.llm.tokens")
                .description("Tokens that are paid for; its rate is tokens a second")
                .tags(tags)
                .tag("gen_ai.token.type", type)
                .register(registry)
                .increment(tokens);
    }

    private Timer timer(String name, String description, Tags tags) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(DURATION_BUCKETS)
                .tags(tags)
                .register(registry);
    }

    private void addCost(CallLabels.Labelled labelled, BigDecimal usd) {
        BigDecimal due = usd.add(usdOwed.getOrDefault(labelled, BigDecimal.ZERO));
        usdOwed.put(labelled, due.min(BigDecimal.ZERO));
        Counter.builder("observability.factory.llm.cost.usd")
                .description("What calls cost")
                .tags(labels.tags(labelled))
                .register(registry)
                .increment(due.max(BigDecimal.ZERO).doubleValue());
    }

    private void addUnpriced(CallLabels.Labelled labelled, long tokens) {
        long due = tokens + unpricedOwed.getOrDefault(labelled, 0L);
        unpricedOwed.put(labelled, Math.min(due, 0));
        if (due > 0) {
            Counter.builder("observability.factory.llm.unpriced.tokens")
                    .description("Tokens without a price when they were settled")
                    .tags(labels.tags(labelled))
                    .register(registry)
                    .increment(due);
        }
    }
}
