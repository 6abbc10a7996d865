package io.observabilityfactory.query.paging;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** The list that an answer has in it, as comma-separated values. */
@Provider
@Produces(Page.CSV)
public final class CsvTables implements MessageBodyWriter<Table<?>> {

    private final CsvLines csv;

    CsvTables(CsvLines csv) {
        this.csv = csv;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return Table.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Table<?> table,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        csv.write(table.lineType(), table.lines(), out);
    }
}
