package io.observabilityfactory.alert.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be watched. */
public enum Figure {
    COST(Unit.USD, Source.USAGE, Absence.ZERO),
    TOKENS(Unit.TOKENS, Source.USAGE, Absence.ZERO),
    UNPRICED_TOKENS(Unit.TOKENS, Source.USAGE, Absence.ZERO),
    CALLS(Unit.CALLS, Source.USAGE, Absence.ZERO),
    ERROR_RATE(Unit.SHARE, Source.USAGE, Absence.UNKNOWN),
    TIMEOUT_RATE(Unit.SHARE, Source.USAGE, Absence.UNKNOWN),
    SUCCESS_RATE(Unit.SHARE, Source.USAGE, Absence.UNKNOWN),
    LATENCY_P50(Unit.MILLISECONDS, Source.USAGE, Absence.UNKNOWN),
    LATENCY_P95(Unit.MILLISECONDS, Source.USAGE, Absence.UNKNOWN),
    LATENCY_P99(Unit.MILLISECONDS, Source.USAGE, Absence.UNKNOWN),
    TOKENS_PER_SECOND(Unit.TOKENS_PER_SECOND, Source.USAGE, Absence.UNKNOWN),
    /** Of the calls that stream, the 95th percentile. Only spans tell it. */
    TIME_TO_FIRST_TOKEN(Unit.MILLISECONDS, Source.SPANS, Absence.UNKNOWN),
    INGEST_REJECTIONS(Unit.RECORDS, Source.LEDGER, Absence.ZERO),
    /** For how long the oldest batch that has no prices yet has been waiting. */
    COST_LAG(Unit.SECONDS, Source.LEDGER, Absence.ZERO),
    /** Any gauge or sum that agents report over OTLP, such as {@code gpu_utilization}. */
    METRIC(Unit.NONE, Source.METRICS, Absence.UNKNOWN);

    /** Where a figure comes from. */
    public enum Source {
        USAGE,
        SPANS,
        LEDGER,
        METRICS
    }

    /** What it means when there is nothing to make the figure from. */
    private enum Absence {
        ZERO,
        UNKNOWN
    }

    private final Unit unit;
    private final Source source;
    private final Absence absence;

    Figure(Unit unit, Source source, Absence absence) {
        this.unit = unit;
        this.source = source;
        this.absence = absence;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Unit unit() {
        return unit;
    }

    public Source source() {
        return source;
    }

    /** Whether nothing at all means 0, as with cost, and not that the figure is unknown, as with a rate. */
    public boolean isZeroWithoutData() {
        return absence == Absence.ZERO;
    }

    /** The quantile of a latency; empty for other figures. */
    public Optional<Double> quantile() {
        return switch (this) {
            case LATENCY_P50 -> Optional.of(0.5);
            case LATENCY_P95 -> Optional.of(0.95);
            case LATENCY_P99 -> Optional.of(0.99);
            default -> Optional.empty();
        };
    }

    public static Optional<Figure> ofCode(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(Figure::code).toList();
    }
}
