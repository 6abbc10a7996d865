package io.observabilityfactory.sdk;

import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The reader of the integration that is enabled, so that an exporter can be started before and outlive it. */
final class MetricReaders {

    private static final AtomicReference<@Nullable Current> CURRENT = new AtomicReference<>();

    private MetricReaders() {}

    /** A reader, and spans of which it reads. */
    record Current(LaterProcessor spans, PrometheusMetricReader reader) {

        private MetricSnapshots collect() {
            spans.catchUp();
            return reader.collect();
        }
    }

    static void use(Current current) {
        CURRENT.set(current);
    }

    static void stopUsing(Current current) {
        CURRENT.compareAndSet(current, null);
    }

    static MetricSnapshots collect() {
        Current current = CURRENT.get();
        return current == null ? new MetricSnapshots() : current.collect();
    }
}
