package io.observabilityfactory.query.jaeger;

import io.observabilityfactory.query.paging.PageRequest;
import io.observabilityfactory.query.trace.TraceFilter;
import io.observabilityfactory.query.trace.TraceList;
import io.observabilityfactory.query.trace.TraceSummary;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Finds the newest traces to which a filter applies. Jaeger's clients know no pages, so a few of them are read at once. */
@ApplicationScoped
class JaegerSearch {

    private static final int MOST_PAGES = 5;

    private final TraceList traces;

    JaegerSearch(TraceList traces) {
        this.traces = traces;
    }

    /** @param complete whether everything was looked through, or as many were found as were asked for */
    record Found(List<String> traceIds, boolean complete) {}

    Uni<Found> newest(TraceFilter filter, int limit) {
        return goOn(filter, PageRequest.first(limit), new ArrayList<>(), 1);
    }

    private Uni<Found> goOn(TraceFilter filter, PageRequest request, List<String> found, int pages) {
        return traces.page(filter, request).chain(page -> {
            page.items().stream().map(TraceSummary::traceId).forEach(found::add);
            int missing = request.limit() - page.items().size();
            if (missing <= 0 || page.nextCursor() == null || pages == MOST_PAGES) {
                return Uni.createFrom().item(new Found(found, missing <= 0 || page.nextCursor() == null));
            }
            return goOn(filter, PageRequest.next(missing, page), found, pages + 1);
        });
    }
}
