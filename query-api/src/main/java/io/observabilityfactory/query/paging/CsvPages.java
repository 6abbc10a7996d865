package io.observabilityfactory.query.paging;

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

/** Any list as comma-separated values. The next page, when there is one, is named by a {@code Link} header, as a table has no place for it. */
@Provider
@Produces(Page.CSV)
public final class CsvPages implements MessageBodyWriter<Page<?>> {

    private final CsvLines csv;

    @Context
    UriInfo uri;

    CsvPages(CsvLines csv) {
        this.csv = csv;
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
        if (page.nextCursor() != null) {
            headers.putSingle(HttpHeaders.LINK, "<" + next(page.nextCursor()) + ">; rel=\"next\"");
        }
        csv.write(itemType(genericType), page.items(), out);
    }

    /** Of the {@code Page<T>} that an endpoint declares, it is {@code T}. */
    private static Type itemType(Type pageType) {
        return ((ParameterizedType) pageType).getActualTypeArguments()[0];
    }

    private String next(String cursor) {
        return uri.getRequestUriBuilder()
                .replaceQueryParam(PageRequest.CURSOR, cursor)
                .build()
                .toString();
    }
}
