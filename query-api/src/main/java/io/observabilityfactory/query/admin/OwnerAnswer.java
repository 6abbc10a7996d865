package io.observabilityfactory.query.admin;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What an owner said. */
record OwnerAnswer(int status, List<Map.Entry<String, String>> headers, byte[] body) {

    Response toResponse() {
        Response.ResponseBuilder response = Response.status(status);
        headers.forEach(header -> response.header(header.getKey(), value(header)));
        if (body.length > 0) {
            response.entity(body);
        }
        return response.build();
    }

    /** What was made is found here, too, under the same path; callers need not reach the owner itself. */
    private static String value(Map.Entry<String, String> header) {
        return HttpHeaders.LOCATION.equalsIgnoreCase(header.getKey())
                ? URI.create(header.getValue()).getRawPath()
                : header.getValue();
    }
}
