package io.observabilityfactory.query.paging;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The columns of a type: its properties as in JSON, those of a nested object with its name before them ({@code tokens.input}). */
final class CsvColumns {

    /** What spreadsheets take for a formula when a cell begins with it. */
    private static final String BEGINS_FORMULA = "=+-@\t\r";

    private static final int DEEPEST = 3;

    private final List<List<String>> paths = new ArrayList<>();

    private CsvColumns() {}

    static CsvColumns of(JavaType type, ObjectMapper mapper) throws JsonMappingException {
        CsvColumns columns = new CsvColumns();
        columns.add(type, List.of(), mapper.getSerializerProviderInstance());
        return columns;
    }

    private void add(JavaType type, List<String> path, SerializerProvider serializers) throws JsonMappingException {
        Iterator<PropertyWriter> properties =
                serializers.findValueSerializer(type).properties();
        if (!properties.hasNext() || path.size() == DEEPEST) {
            paths.add(path);
            return;
        }
        while (properties.hasNext()) {
            PropertyWriter property = properties.next();
            List<String> deeper = new ArrayList<>(path);
            deeper.add(property.getName());
            add(property.getType(), deeper, serializers);
        }
    }

    List<String> names() {
        return paths.stream().map(path -> String.join(".", path)).toList();
    }

    List<String> cells(JsonNode item) {
        return paths.stream().map(path -> cell(at(path, item))).toList();
    }

    private static JsonNode at(List<String> path, JsonNode item) {
        JsonNode node = item;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    /** What is unknown is empty. Only text can be mistaken for a formula; a quote before it makes it text for all of them. */
    private static String cell(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isNumber()) {
            return value.isIntegralNumber()
                    ? value.asText()
                    : value.decimalValue().stripTrailingZeros().toPlainString();
        }
        String text = value.isValueNode() ? value.asText() : value.toString();
        return !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
