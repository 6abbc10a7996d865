package io.observabilityfactory.testkit;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Instant;
import java.util.Arrays;

/** OTLP log records as instrumented agents send them. */
public final class OtlpLogs {

    private OtlpLogs() {}

    /** A record of now. */
    public static LogRecord.Builder log(String body) {
        return LogRecord.newBuilder()
                .setTimeUnixNano(OtlpSpans.nanos(Instant.now()))
                .setBody(AnyValue.newBuilder().setStringValue(body));
    }

    public static ExportLogsServiceRequest request(LogRecord.Builder... logs) {
        ScopeLogs.Builder scope = ScopeLogs.newBuilder();
        Arrays.stream(logs).forEach(scope::addLogRecords);
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(OtlpSpans.text("service.name", "test-agent")))
                        .addScopeLogs(scope))
                .build();
    }
}
