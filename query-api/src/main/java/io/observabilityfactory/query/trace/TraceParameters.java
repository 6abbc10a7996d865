package io.observabilityfactory.query.trace;

import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.trace.TraceLabel;
import io.observabilityfactory.query.paging.PageKey;
import io.observabilityfactory.service.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** By what a list of traces is filtered. Whatever is given has to apply; a repeated parameter has to apply each time. */
public class TraceParameters {

    private static final Duration BY_DEFAULT = Duration.ofDays(1);
    private static final double NANOS_PER_MILLI = 1e6;

    @RestQuery
    @Parameter(
            description = "Start of the first traces, a day before 'to' by default",
            example = "2026-11-01T08:30:00Z")
    public @Nullable String from;

    @RestQuery
    @Parameter(description = "End of the range, now by default; what begins then is not in it", example = "2026-11-02")
    public @Nullable String to;

    @RestQuery
    @Parameter(description = "An agent that took part", example = "research_agent")
    public List<String> agent = List.of();

    @RestQuery
    @Parameter(description = "A model that was asked for, or that answered", example = "gpt-4o")
    public List<String> model = List.of();

    @RestQuery
    @Parameter(description = "A provider of a model", example = "openai")
    public List<String> provider = List.of();

    @RestQuery
    @Parameter(description = "Whom it was done for", example = "user_001")
    public List<String> user = List.of();

    @RestQuery
    @Parameter(description = "The session or conversation it belongs to")
    public List<String> session = List.of();

    @RestQuery
    @Parameter(description = "A tag of the trace", example = "beta")
    public List<String> tag = List.of();

    @RestQuery
    @Parameter(description = "A service that sent spans of it", example = "agent-factory")
    public List<String> service = List.of();

    @RestQuery
    @Parameter(description = "Where it ran", example = "production")
    public List<String> environment = List.of();

    @RestQuery
    @Parameter(description = "The release of a service or agent that took part", example = "1.4.2")
    public List<String> version = List.of();

    @RestQuery
    @Parameter(description = "'error' when a span failed, 'ok' when none did", example = "error")
    public @Nullable String status;

    @RestQuery
    @Parameter(description = "From the start of its first span to the end of its last one", example = "1500")
    public @Nullable String minDurationMs;

    @RestQuery
    @Parameter(example = "60000")
    public @Nullable String maxDurationMs;

    @RestQuery
    @Parameter(description = "What it cost at least", example = "0.05")
    public @Nullable String minCostUsd;

    @RestQuery
    @Parameter(description = "The name of its first root span", example = "train_agent")
    public @Nullable String name;

    @RestQuery
    @Parameter(description = "The type of its first root span", example = "agent")
    public @Nullable String rootType;

    @RestQuery
    @Parameter(description = "The caller's own name for the run", example = "training_job_001")
    public @Nullable String runId;

    @RestQuery
    @Parameter(
            description =
                    "Words that are all in one span (its name, messages, attributes, events, status) or in one log"
                            + " record of the trace. A search that has to look far comes in pages with few traces or none:"
                            + " go on while there is a nextCursor.",
            example = "rate limit")
    public @Nullable String text;

    /**
     * @param after where the page begins: what is asked for without a time shall not move between pages
     */
    TraceFilter filter(Optional<PageKey> after, OffsetDateTime now, int maxDays) {
        StartRange range = after.isPresent() && from == null
                ? new StartRange(
                        after.get().time(2),
                        StartRange.parse(null, to, BY_DEFAULT, now).to())
                : StartRange.parse(from, to, BY_DEFAULT, now);
        return new TraceFilter(
                range.requireAtMost(maxDays),
                labels(),
                failed(),
                duration("minDurationMs", minDurationMs),
                duration("maxDurationMs", maxDurationMs),
                money("minCostUsd", minCostUsd),
                name,
                type(rootType),
                runId,
                SearchWords.parse("text", text),
                SpanConditions.NONE);
    }

    private Map<TraceLabel, List<String>> labels() {
        Map<TraceLabel, List<String>> labels = new EnumMap<>(TraceLabel.class);
        labels.put(TraceLabel.AGENT, agent);
        labels.put(TraceLabel.MODEL, model);
        labels.put(TraceLabel.PROVIDER, provider);
        labels.put(TraceLabel.USER, user);
        labels.put(TraceLabel.SESSION, session);
        labels.put(TraceLabel.TAG, tag);
        labels.put(TraceLabel.SERVICE, service);
        labels.put(TraceLabel.ENVIRONMENT, environment);
        labels.put(TraceLabel.VERSION, version);
        if ("error".equals(status)) {
            labels.put(TraceLabel.STATUS, List.of("error"));
        }
        return labels;
    }

    private @Nullable Boolean failed() {
        if (status == null) {
            return null;
        }
        if (!status.equals("error") && !status.equals("ok")) {
            throw ProblemException.invalid("status", "error or ok");
        }
        return status.equals("error");
    }

    static @Nullable Duration duration(String parameter, @Nullable String millis) {
        BigDecimal value = positive(parameter, millis, "a number of milliseconds such as 1500");
        return value == null ? null : Duration.ofNanos((long) (value.doubleValue() * NANOS_PER_MILLI));
    }

    private static @Nullable BigDecimal money(String parameter, @Nullable String usd) {
        return positive(parameter, usd, "an amount such as 0.05");
    }

    private static @Nullable BigDecimal positive(String parameter, @Nullable String number, String accepted) {
        if (number == null) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(number);
            // Bounded, as 1e999999999 is a short text and a number that nobody can calculate with.
            if (value.signum() >= 0
                    && Math.abs((long) value.precision() - value.scale()) <= 15
                    && value.scale() <= 15) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(parameter, accepted);
        }
        throw ProblemException.invalid(parameter, accepted);
    }

    private static @Nullable String type(@Nullable String code) {
        if (code != null
                && Arrays.stream(SpanType.values())
                        .noneMatch(type -> type.code().equals(code))) {
            throw ProblemException.invalid(
                    "rootType",
                    "one of "
                            + Arrays.stream(SpanType.values())
                                    .map(SpanType::code)
                                    .collect(Collectors.joining(", ")));
        }
        return code;
    }
}
