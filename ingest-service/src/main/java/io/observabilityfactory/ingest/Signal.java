package io.observabilityfactory.ingest;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.List;
import java.util.Locale;

/** The three signals of OTLP, and what their requests and answers look like. */
public enum Signal {
    TRACES(ExportTraceServiceRequest.getDefaultInstance(), List.of("resourceSpans", "scopeSpans", "spans")) {
        @Override
        public Message response(int rejected, String explanation) {
            ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
            if (rejected > 0) {
                response.getPartialSuccessBuilder().setRejectedSpans(rejected).setErrorMessage(explanation);
            }
            return response.build();
        }
    },
    LOGS(ExportLogsServiceRequest.getDefaultInstance(), List.of("resourceLogs", "scopeLogs", "logRecords")) {
        @Override
        public Message response(int rejected, String explanation) {
            ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
            if (rejected > 0) {
                response.getPartialSuccessBuilder()
                        .setRejectedLogRecords(rejected)
                        .setErrorMessage(explanation);
            }
            return response.build();
        }
    },
    METRICS(ExportMetricsServiceRequest.getDefaultInstance(), List.of("resourceMetrics", "scopeMetrics", "metrics")) {
        @Override
        public Message response(int rejected, String explanation) {
            ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
            if (rejected > 0) {
                response.getPartialSuccessBuilder()
                        .setRejectedDataPoints(rejected)
                        .setErrorMessage(explanation);
            }
            return response.build();
        }
    };

    private final Message request;
    private final List<String> levels;

    Signal(Message request, List<String> levels) {
        this.request = request;
        this.levels = levels;
    }

    /** As it is called in paths. */
    public String pathName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An empty request, of the type that all of this signal have. */
    public Message request() {
        return request;
    }

    /** The names of the nested lists in JSON, from the outermost to the records. */
    public List<String> levels() {
        return levels;
    }

    /** @param explanation why records were rejected */
    public abstract Message response(int rejected, String explanation);
}
