package io.observabilityfactory.cost.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.observabilityfactory.cost.CostConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Calls as Prometheus sees them, each told once by the one process that settled its span. */
@ApplicationScoped
public class CallMetrics {

    private final MeterRegistry registry;
    private final CallLabels labels;
    private final Map<CallLabels.Labelled, CallMeters> meters = new HashMap<>();

    CallMetrics(MeterRegistry registry, CostConfig config) {
        this.registry = registry;
        this.labels = new CallLabels(config.labels().values(), config.labels().combinations());
    }

    /** What was committed. */
    public synchronized void record(String project, Collection<CallFigures> figures) {
        Set<CallMeters> touched = new HashSet<>();
        for (CallFigures figure : figures) {
            CallMeters series = meters.computeIfAbsent(labels.bounded(project, figure.call()), this::meters);
            series.record(figure);
            touched.add(series);
        }
        touched.forEach(CallMeters::flush);
    }

    private CallMeters meters(CallLabels.Labelled labelled) {
        return new CallMeters(registry, labelled.tags(), labelled.call().outcome());
    }
}
