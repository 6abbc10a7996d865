package io.observabilityfactory.sdk;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;

/** Counts the log records that are to be exported. */
record CountedLogRecords(DeliveryCounts counts) implements LogRecordProcessor {

    @Override
    public void onEmit(Context context, ReadWriteLogRecord logRecord) {
        counts.recorded();
    }

    /** The same exporter, of which is known what it sends. */
    LogRecordExporter exporter(LogRecordExporter exporter) {
        return new Counting(exporter, counts);
    }

    private record Counting(LogRecordExporter exporter, DeliveryCounts counts) implements LogRecordExporter {

        @Override
        public CompletableResultCode export(Collection<LogRecordData> logs) {
            int count = logs.size();
            CompletableResultCode result = exporter.export(logs);
            counts.exported(count, result);
            return result;
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }

        @Override
        public String toString() {
            return exporter.toString();
        }
    }
}
