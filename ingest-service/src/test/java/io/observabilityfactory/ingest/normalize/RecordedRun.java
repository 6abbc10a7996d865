package io.observabilityfactory.ingest.normalize;

import io.observabilityfactory.ingest.Signal;
import io.observabilityfactory.ingest.decode.Encoding;
import io.observabilityfactory.ingest.privacy.PrivacyRules;
import io.observabilityfactory.model.message.MessageEvent;
import io.observabilityfactory.model.message.SpanMessages;
import io.observabilityfactory.model.message.SpanMessages.ToolSpan;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.testkit.Recordings;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A scenario as a real client exported it, normalized. */
record RecordedRun(List<NormalizedSpan> spans, List<NormalizedLog> logs) {

    /** Recordings get older than what is accepted. */
    private static final RecordRules RULES = new RecordRules(
            new AcceptedTimes(Duration.ofDays(36_500), Duration.ofDays(36_500)),
            RecordLimits.DEFAULT,
            PrivacyRules.DEFAULT);

    static RecordedRun of(String client, String scenario) {
        ExportTraceServiceRequest traces = (ExportTraceServiceRequest) Encoding.JSON
                .decode(Signal.TRACES, Recordings.traces(client, scenario))
                .request();
        NormalizedExport<NormalizedSpan> export = SpanNormalizer.normalize(traces, RULES, Instant.now());
        if (!export.rejections().isEmpty()) {
            throw new IllegalStateException(export.rejections().get(0).reason());
        }
        List<NormalizedSpan> spans = export.records().stream()
                .sorted(Comparator.comparing(NormalizedSpan::time))
                .toList();
        return new RecordedRun(spans, logs(client, scenario));
    }

    private static List<NormalizedLog> logs(String client, String scenario) {
        return Recordings.logs(client, scenario)
                .map(body -> (ExportLogsServiceRequest)
                        Encoding.JSON.decode(Signal.LOGS, body).request())
                .map(request ->
                        LogNormalizer.normalize(request, RULES, Instant.now()).records())
                .orElse(List.of());
    }

    /** The calls of models in order, each with all spans that describe it: within each other, or by the same response. */
    List<List<NormalizedSpan>> calls() {
        Map<SpanId, NormalizedSpan> byId = new HashMap<>();
        spans.forEach(span -> byId.put(span.key().spanId(), span));
        Map<String, String> callOfResponse = new HashMap<>();
        Map<String, List<NormalizedSpan>> calls = new LinkedHashMap<>();
        for (NormalizedSpan span : spans) {
            if (span.type().callsModel()) {
                String call = outermost(span, byId).key().spanId().toString();
                String response = span.modelCall().responseId();
                String same = response == null ? call : callOfResponse.computeIfAbsent(response, r -> call);
                calls.computeIfAbsent(same, c -> new ArrayList<>()).add(span);
            }
        }
        return List.copyOf(calls.values());
    }

    private static NormalizedSpan outermost(NormalizedSpan span, Map<SpanId, NormalizedSpan> byId) {
        NormalizedSpan outermost = span;
        NormalizedSpan above = byId.get(span.parentSpanId());
        while (above != null) {
            outermost = above.type().callsModel() ? above : outermost;
            above = byId.get(above.parentSpanId());
        }
        return outermost;
    }

    List<NormalizedSpan> ofType(SpanType type) {
        return spans.stream().filter(span -> span.type() == type).toList();
    }

    SpanMessages messages(NormalizedSpan span) {
        List<MessageEvent> events = new ArrayList<>();
        if (span.events() != null) {
            events.addAll(MessageEvent.ofSpan(span.events()));
        }
        logs.stream()
                .filter(log -> Objects.equals(log.spanId(), span.key().spanId()) && log.eventName() != null)
                .sorted(Comparator.comparing(NormalizedLog::time))
                .flatMap(log -> Stream.of(MessageEvent.ofLog(log.eventName(), log.body(), log.attributes())))
                .forEach(events::add);
        return SpanMessages.of(new ToolSpan(span.type() == SpanType.TOOL, span.tool()), span.attributes(), events);
    }
}
