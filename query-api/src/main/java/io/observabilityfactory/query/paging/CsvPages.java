package io.observabilityfactory.query.paging;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * Any list as comma-separated values (RFC 4180, UTF-8) with a line of names. The next page, when there is one, is named by a
 * {@code Link} header, as a table has no place for it.
 */
@Provider
@Produces(Page.CSV)
public final class CsvPages implements MessageBodyWriter<Page<?>> {

    /** Quotes only where they are needed. */
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private final ObjectMapper json;

    @Context
    UriInfo uri;

    CsvPages(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return Page.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Page<?> page,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        CsvColumns columns = CsvColumns.of(itemType(genericType), json);
        if (page.nextCursor() != null) {
            headers.putSingle(HttpHeaders.LINK, "<" + next(page.nextCursor()) + ">; rel=\"next\"");
        }
        try (SequenceWriter lines = CSV.writer().writeValues(out)) {
            lines.write(columns.names());
            for (Object item : page.items()) {
                lines.write(columns.cells(json.<JsonNode>valueToTree(item)));
            }
        }
    }

    /** Of the {@code Page<T>} that an endpoint declares, it is {@code T}. */
    private JavaType itemType(Type pageType) {
        return json.constructType(((ParameterizedType) pageType).getActualTypeArguments()[0]);
    }

    private String next(String cursor) {
        return uri.getRequestUriBuilder()
                .replaceQueryParam(PageRequest.CURSOR, cursor)
                .build()
                .toString();
    }
}
