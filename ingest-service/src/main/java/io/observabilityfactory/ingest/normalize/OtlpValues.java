package io.observabilityfactory.ingest.normalize;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a JSON document as OTLP has them, so that they are written by the same rules as attributes. */
final class OtlpValues {

    private OtlpValues() {}

    static AnyValue of(@Nullable Object value) {
        AnyValue.Builder otlp = AnyValue.newBuilder();
        if (value instanceof String text) {
            otlp.setStringValue(text);
        } else if (value instanceof Boolean truth) {
            otlp.setBoolValue(truth);
        } else if (value instanceof Long number) {
            otlp.setIntValue(number);
        } else if (value instanceof Number number) {
            otlp.setDoubleValue(number.doubleValue());
        } else if (value instanceof List<?> list) {
            otlp.setArrayValue(array(list));
        } else if (value instanceof Map<?, ?> object) {
            otlp.setKvlistValue(object(object));
        }
        return otlp.build();
    }

    private static ArrayValue array(List<?> list) {
        return ArrayValue.newBuilder()
                .addAllValues(list.stream().map(OtlpValues::of).toList())
                .build();
    }

    private static KeyValueList object(Map<?, ?> object) {
        KeyValueList.Builder entries = KeyValueList.newBuilder();
        object.forEach((key, value) ->
                entries.addValues(KeyValue.newBuilder().setKey(key.toString()).setValue(of(value))));
        return entries.build();
    }
}
