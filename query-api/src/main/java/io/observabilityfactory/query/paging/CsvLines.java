package io.observabilityfactory.query.paging;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.List;

/** Items as comma-separated values (RFC 4180, UTF-8), below a line of names. */
@Singleton
final class CsvLines {

    /** Quotes only where they are needed. */
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private final ObjectMapper json;

    CsvLines(ObjectMapper json) {
        this.json = json;
    }

    void write(Type itemType, List<?> items, OutputStream out) throws IOException {
        JavaType type = json.constructType(itemType);
        CsvColumns columns = CsvColumns.of(type, json);
        try (SequenceWriter lines = CSV.writer().writeValues(out)) {
            lines.write(columns.names());
            for (Object item : items) {
                lines.write(columns.cells(json.<JsonNode>valueToTree(item)));
            }
        }
    }
}
