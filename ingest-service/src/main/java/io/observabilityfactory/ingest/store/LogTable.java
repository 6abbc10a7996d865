package io.observabilityfactory.ingest.store;

import static io.observabilityfactory.ingest.store.Column.bytes;
import static io.observabilityfactory.ingest.store.Column.json;
import static io.observabilityfactory.ingest.store.Column.number;
import static io.observabilityfactory.ingest.store.Column.smallNumber;
import static io.observabilityfactory.ingest.store.Column.text;
import static io.observabilityfactory.ingest.store.Column.time;
import static io.observabilityfactory.ingest.store.Column.truth;

import io.observabilityfactory.ingest.normalize.NormalizedLog;
import java.util.List;

/** The columns of {@code log_record}. */
final class LogTable {

    static final RecordTable<NormalizedLog> TABLE = RecordTable.of(
            "logs",
            "log_record",
            "time",
            List.of(
                    bytes("record_hash", log -> log.key().content().toBytes()),
                    time("observed_time", NormalizedLog::observedTime),
                    bytes(
                            "trace_id",
                            log -> log.traceId() == null ? null : log.traceId().toBytes()),
                    bytes(
                            "span_id",
                            log -> log.spanId() == null ? null : log.spanId().toBytes()),
                    smallNumber("severity_number", log -> (short) log.severityNumber()),
                    text("severity_text", NormalizedLog::severityText),
                    text("event_name", NormalizedLog::eventName),
                    json("body", NormalizedLog::body),
                    json("attributes", NormalizedLog::attributes),
                    number("flags", NormalizedLog::flags),
                    number("dropped_attributes", NormalizedLog::droppedAttributes),
                    truth("cut", NormalizedLog::cut)));

    private LogTable() {}
}
