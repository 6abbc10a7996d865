package io.observabilityfactory.sdk;

import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.concurrent.atomic.AtomicReference;

/** The reader of the integration that is enabled, so that an exporter can be started before and outlive it. */
final class MetricReaders {

    private static final AtomicReference<PrometheusMetricReader> CURRENT = new AtomicReference<>();

    private MetricReaders() {}

    static void use(PrometheusMetricReader reader) {
        CURRENT.set(reader);
    }

    static void stopUsing(PrometheusMetricReader reader) {
        CURRENT.compareAndSet(reader, null);
    }

    static MetricSnapshots collect() {
        PrometheusMetricReader reader = CURRENT.get();
        return reader == null ? new MetricSnapshots() : reader.collect();
    }
}
