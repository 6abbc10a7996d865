package io.observabilityfactory.bench.load;

import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.decode.Encoding;
import io.observabilityfactory.ingest.normalize.AcceptedTimes;
import io.observabilityfactory.ingest.normalize.NormalizedExport;
import io.observabilityfactory.ingest.normalize.NormalizedSpan;
import io.observabilityfactory.ingest.normalize.RecordLimits;
import io.observabilityfactory.ingest.normalize.RecordRules;
import io.observabilityfactory.ingest.normalize.SpanNormalizer;
import io.observabilityfactory.ingest.privacy.PrivacyRules;
import io.observabilityfactory.testkit.Recordings;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What it costs to normalize a span. No test: it runs when it is asked for by name. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NormalizerBench {

    private static final int SPANS = 512;
    private static final Duration ALWAYS = Duration.ofDays(36_500);

    private final RecordRules rules =
            new RecordRules(new AcceptedTimes(ALWAYS, ALWAYS), RecordLimits.DEFAULT, PrivacyRules.DEFAULT);
    private final Instant now = Instant.now();
    private final ExportTraceServiceRequest load = AgentTraces.export(1, SPANS);
    private final ExportTraceServiceRequest recorded = recorded();

    @Benchmark
    @OperationsPerInvocation(SPANS)
    public NormalizedExport<NormalizedSpan> spanOfTheLoad() {
        return SpanNormalizer.normalize(load, rules, now);
    }

    @Benchmark
    @OperationsPerInvocation(SPANS)
    public NormalizedExport<NormalizedSpan> recordedSpan() {
        return SpanNormalizer.normalize(recorded, rules, now);
    }

    /** Spans of recorded clients, mixed, always the same. */
    private static ExportTraceServiceRequest recorded() {
        List<ResourceSpans> all = new ArrayList<>();
        for (String client : Recordings.clients()) {
            for (String scenario : Recordings.scenarios(client)) {
                all.addAll(((ExportTraceServiceRequest) Encoding.JSON
                                .decode(Signal.TRACES, Recordings.traces(client, scenario))
                                .request())
                        .getResourceSpansList());
            }
        }
        Collections.shuffle(all, new Random(1));
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        int spans = 0;
        for (int i = 0; spans < SPANS; i = (i + 1) % all.size()) {
            ResourceSpans.Builder part = all.get(i).toBuilder();
            for (ScopeSpans.Builder scope : part.getScopeSpansBuilderList()) {
                while (scope.getSpansCount() > SPANS - spans) {
                    scope.removeSpans(scope.getSpansCount() - 1);
                }
                spans += scope.getSpansCount();
            }
            request.addResourceSpans(part);
        }
        return request.build();
    }

    @Test
    void measure() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(NormalizerBench.class.getName())
                        .forks(1)
                        .warmupIterations(6)
                        .warmupTime(TimeValue.seconds(3))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(3))
                        .addProfiler("gc")
                        .build())
                .run();
    }
}
