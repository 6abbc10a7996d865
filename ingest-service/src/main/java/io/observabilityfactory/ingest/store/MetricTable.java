package io.observabilityfactory.ingest.store;

import static io.observabilityfactory.ingest.store.Column.bytes;
import static io.observabilityfactory.ingest.store.Column.json;
import static io.observabilityfactory.ingest.store.Column.number;
import static io.observabilityfactory.ingest.store.Column.numeric;
import static io.observabilityfactory.ingest.store.Column.text;
import static io.observabilityfactory.ingest.store.Column.time;
import static io.observabilityfactory.ingest.store.Column.truth;

import io.observabilityfactory.ingest.normalize.NormalizedPoint;
import java.util.List;

/** The columns of {@code metric_point}. */
final class MetricTable {

    static final RecordTable<NormalizedPoint> TABLE = RecordTable.of(
            "metrics",
            "metric_point",
            "time",
            List.of(
                    bytes("record_hash", point -> point.key().content().toBytes()),
                    time("start_time", NormalizedPoint::startTime),
                    text("name", point -> point.metric().name()),
                    text("unit", point -> point.metric().unit()),
                    text("point_type", point -> point.metric().type()),
                    text("temporality", point -> point.metric().temporality()),
                    truth("monotonic", point -> point.metric().monotonic()),
                    numeric("value", point -> point.figures().value()),
                    number("point_count", point -> point.figures().count()),
                    numeric("point_sum", point -> point.figures().sum()),
                    numeric("point_min", point -> point.figures().min()),
                    numeric("point_max", point -> point.figures().max()),
                    json("distribution", point -> point.figures().distribution()),
                    json("attributes", NormalizedPoint::attributes),
                    json("exemplars", NormalizedPoint::exemplars),
                    number("flags", NormalizedPoint::flags),
                    truth("cut", NormalizedPoint::cut)));

    private MetricTable() {}
}
