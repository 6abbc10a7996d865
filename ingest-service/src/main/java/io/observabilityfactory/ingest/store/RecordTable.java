package io.observabilityfactory.ingest.store;

import io.observabilityfactory.ingest.normalize.TelemetryRecord;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the records of a signal are kept.
 *
 * @param signal the name of the signal in the ledger
 * @param timeColumn the partition key
 */
record RecordTable<R extends TelemetryRecord<?>>(
        String signal, String name, String timeColumn, List<Column<R>> columns) {

    /** A table with its own columns and those that all signals have. */
    static <R extends TelemetryRecord<?>> RecordTable<R> of(
            String signal, String name, String timeColumn, List<Column<R>> own) {
        List<Column<R>> common = List.of(
                Column.time(timeColumn, TelemetryRecord::time),
                Column.text("service", row -> row.source().resource().service()),
                Column.text("environment", TelemetryRecord::environment),
                Column.text("release", TelemetryRecord::release),
                Column.text("scope_name", row -> row.source().scopeName()),
                Column.text("scope_version", row -> row.source().scopeVersion()),
                Column.json("scope_attributes", row -> row.source().scopeAttributes()),
                Column.bytes(
                        "resource_hash", row -> row.source().resource().digest().toBytes()));
        return new RecordTable<>(
                signal,
                name,
                timeColumn,
                Stream.concat(own.stream(), common.stream()).toList());
    }
}
