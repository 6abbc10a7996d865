package io.observabilityfactory.ingest.normalize;

import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/** Distributions and exemplars of data points as JSON. */
final class MetricJson {

    private MetricJson() {}

    static String buckets(HistogramDataPoint point) {
        return JsonText.write(out -> {
            out.writeStartObject();
            writeNumbers(out, "bounds", point.getExplicitBoundsList());
            writeCounts(out, "counts", point.getBucketCountsList());
            out.writeEndObject();
        });
    }

    static String exponentialBuckets(ExponentialHistogramDataPoint point) {
        return JsonText.write(out -> {
            out.writeStartObject();
            out.writeNumberField("scale", point.getScale());
            out.writeNumberField("zeroCount", point.getZeroCount());
            writeNumber(out, "zeroThreshold", point.getZeroThreshold());
            writeBuckets(out, "positive", point.getPositive());
            writeBuckets(out, "negative", point.getNegative());
            out.writeEndObject();
        });
    }

    static String quantiles(SummaryDataPoint point) {
        return JsonText.write(out -> {
            out.writeStartArray();
            for (SummaryDataPoint.ValueAtQuantile quantile : point.getQuantileValuesList()) {
                out.writeStartObject();
                writeNumber(out, "quantile", quantile.getQuantile());
                writeNumber(out, "value", quantile.getValue());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    static String exemplars(JsonText json, List<Exemplar> exemplars) {
        return JsonText.write(out -> {
            out.writeStartArray();
            for (Exemplar exemplar : exemplars) {
                writeExemplar(out, json, exemplar);
            }
            out.writeEndArray();
        });
    }

    private static void writeExemplar(JsonGenerator out, JsonText json, Exemplar exemplar) throws IOException {
        out.writeStartObject();
        out.writeStringField(
                "time", UnixNanos.toInstant(exemplar.getTimeUnixNano()).toString());
        if (exemplar.hasAsInt()) {
            out.writeNumberField("value", exemplar.getAsInt());
        } else {
            writeNumber(out, "value", exemplar.getAsDouble());
        }
        out.writeStringField(
                "traceId", HexFormat.of().formatHex(exemplar.getTraceId().toByteArray()));
        out.writeStringField(
                "spanId", HexFormat.of().formatHex(exemplar.getSpanId().toByteArray()));
        out.writeFieldName("attributes");
        json.writeAttributes(out, exemplar.getFilteredAttributesList());
        out.writeEndObject();
    }

    private static void writeBuckets(JsonGenerator out, String name, ExponentialHistogramDataPoint.Buckets buckets)
            throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("offset", buckets.getOffset());
        writeCounts(out, "counts", buckets.getBucketCountsList());
        out.writeEndObject();
    }

    private static void writeCounts(JsonGenerator out, String name, List<Long> counts) throws IOException {
        out.writeArrayFieldStart(name);
        for (long count : counts) {
            out.writeNumber(count);
        }
        out.writeEndArray();
    }

    private static void writeNumbers(JsonGenerator out, String name, List<Double> numbers) throws IOException {
        out.writeArrayFieldStart(name);
        for (double number : numbers) {
            writeNumber(out, number);
        }
        out.writeEndArray();
    }

    private static void writeNumber(JsonGenerator out, String name, double number) throws IOException {
        out.writeFieldName(name);
        writeNumber(out, number);
    }

    /** JSON has no notation for NaN and the infinities: they become text. */
    private static void writeNumber(JsonGenerator out, double number) throws IOException {
        if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else {
            out.writeString(Double.toString(number));
        }
    }
}
