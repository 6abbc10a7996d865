package io.observabilityfactory.bench.sdk;

import io.observabilityfactory.sdk.OpenTelemetryIntegration;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The SDK, enabled, with everything that it does by default. For JMH, which wants it public. */
@State(Scope.Benchmark)
public class SdkTelemetry {

    private final OpenTelemetryIntegration telemetry = OpenTelemetryIntegration.builder("bench")
            .spanExporter(new SpansNowhere())
            .metricReader(PeriodicMetricReader.create(new MetricsNowhere()))
            .enable();

    /** Nothing waits when an iteration begins. */
    @Setup(Level.Iteration)
    public void flush() {
        telemetry.flush();
    }

    /** Ends it. */
    @TearDown
    public void close() {
        telemetry.close();
    }
}
