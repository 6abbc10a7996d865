package io.observabilityfactory.query.trace;

import io.observabilityfactory.query.message.TraceMessages;
import io.observabilityfactory.query.paging.PageKey;
import io.observabilityfactory.query.paging.PageRequest;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers with a part of a trace: as many spans as were asked for and fit. */
@ApplicationScoped
class TracePages {

    private final TraceQueries queries;
    private final OtlpExport otlp;

    TracePages(TraceQueries queries, OtlpExport otlp) {
        this.queries = queries;
        this.otlp = otlp;
    }

    /** Where a span stands in the outline, and the row of what it carries. */
    private record Shown(int position, Row row) {}

    Uni<Response> page(TraceOutline outline, PageRequest page, TraceFormat format, Request request, UriInfo uri) {
        int first = page.after()
                .map(key -> outline.after(key.time(0).toInstant(), key.text(1)))
                .orElse(0);
        List<OutlinedSpan> wanted = outline.part(first, page.limit());
        if (wanted.isEmpty()) {
            throw ProblemException.invalid(PageRequest.CURSOR, "a nextCursor of this trace");
        }
        return queries.messages(outline.trace(), wanted).chain(messages -> {
            EntityTag version = TraceVersion.of(outline, wanted, messages, format.name());
            Response.ResponseBuilder unchanged = request.evaluatePreconditions(version);
            return unchanged != null
                    ? Uni.createFrom().item(unchanged.build())
                    : queries.details(outline.trace(), wanted)
                            .map(rows -> shown(first, wanted, rows))
                            .chain(shown -> answer(outline, shown, messages, page, format, uri))
                            .map(answer -> answer.tag(version).build());
        });
    }

    /** In the order of the outline, up to the first one that did not fit. */
    private static List<Shown> shown(int first, List<OutlinedSpan> wanted, List<Row> rows) {
        Map<SpanOutline, Row> bySpan = new HashMap<>();
        rows.forEach(row -> bySpan.put(SpanOutline.from(row), row));
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Row row = bySpan.get(wanted.get(i).place());
            if (row == null) {
                break;
            }
            shown.add(new Shown(first + i, row));
        }
        return shown;
    }

    private Uni<Response.ResponseBuilder> answer(
            TraceOutline outline,
            List<Shown> shown,
            TraceMessages messages,
            PageRequest page,
            TraceFormat format,
            UriInfo uri) {
        String next = next(outline, shown, page);
        if (format == TraceFormat.JSON) {
            return Uni.createFrom().item(Response.ok(Trace.from(outline, spans(outline, shown, messages), next)));
        }
        List<Row> rows = shown.stream().map(Shown::row).toList();
        return queries.resources(rows)
                .map(resources -> Response.ok(otlp.of(outline.trace().id(), rows, resources)))
                .map(answer -> next == null ? answer : answer.header(HttpHeaders.LINK, link(uri, next)));
    }

    private static List<Span> spans(TraceOutline outline, List<Shown> shown, TraceMessages messages) {
        return shown.stream()
                .map(span -> Span.from(
                        span.row,
                        outline.trace(),
                        outline.spans().get(span.position).place(),
                        outline.figures(span.position),
                        messages.of(span.row)))
                .toList();
    }

    private static @Nullable String next(TraceOutline outline, List<Shown> shown, PageRequest page) {
        int last = shown.isEmpty() ? outline.spans().size() - 1 : shown.get(shown.size() - 1).position;
        if (last == outline.spans().size() - 1) {
            return null;
        }
        SpanOutline place = outline.spans().get(last).place();
        return page.cursor(PageKey.of(place.start().atOffset(ZoneOffset.UTC), place.spanId()));
    }

    private static String link(UriInfo uri, String cursor) {
        return "<"
                + uri.getRequestUriBuilder()
                        .replaceQueryParam(PageRequest.CURSOR, cursor)
                        .build() + ">; rel=\"next\"";
    }
}
