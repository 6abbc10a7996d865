package io.observabilityfactory.cost.explanation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.cost.catalogue.Page;
import io.observabilityfactory.cost.catalogue.PriceView;
import io.observabilityfactory.cost.settlement.ExplainedSpans;
import io.observabilityfactory.model.price.Cost;
import io.observabilityfactory.model.price.CostExplanation;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.TraceId;
import io.observabilityfactory.service.access.CurrentProject;
import io.observabilityfactory.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/costs")
class CostResource {

    private static final Duration A_MONTH = Duration.ofDays(30);

    private final CurrentProject project;
    private final ExplainedSpans spans;
    private final UnpricedUsage unpriced;

    CostResource(CurrentProject project, ExplainedSpans spans, UnpricedUsage unpriced) {
        this.project = project;
        this.spans = spans;
        this.unpriced = unpriced;
    }

    /** Why this span costs this much. */
    @GET
    @Path("/spans/{traceId}/{spanId}")
    public Uni<ObjectNode> explain(String traceId, String spanId) {
        TraceId trace = TraceId.of(bytes("traceId", traceId, 16));
        SpanId span = SpanId.of(bytes("spanId", spanId, 8));
        return spans.of(project.id(), trace, span).map(found -> found.map(it -> view(traceId, spanId, it))
                .orElseThrow(() -> ProblemException.notFound(
                        "Nothing was charged for such a span; it may not have been settled yet.")));
    }

    /** Usage without a price by model, whole hours of it. */
    @GET
    @Path("/unpriced")
    public Uni<Page> unpriced(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        Instant end = to == null ? Instant.now() : instant("to", to);
        Instant start = from == null ? end.minus(A_MONTH) : instant("from", from);
        if (!start.isBefore(end)) {
            throw ProblemException.invalid("to", "after from");
        }
        return unpriced.byModel(project.id(), start, end).map(models -> new Page(models, null));
    }

    private static ObjectNode view(String traceId, String spanId, CostExplanation explanation) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("traceId", traceId);
        view.put("spanId", spanId);
        view.put("billing", explanation.billing().code());
        view.put("paidBy", explanation.paidBy());
        view.put("costUsd", explanation.chargedUsd());
        view.put("source", explanation.source().code());
        view.put("computedUsd", explanation.computed().map(Cost::totalUsd).orElse(null));
        view.put("reportedUsd", explanation.reportedUsd());
        view.put(
                "unpricedTokens",
                explanation.computed().map(Cost::unpricedTokens).orElse(0L));
        explanation.computed().ifPresent(cost -> view.setAll(PriceView.of(cost)));
        view.put("sentence", explanation.sentence());
        return view;
    }

    private static byte[] bytes(String parameter, String hex, int length) {
        try {
            byte[] bytes = HexFormat.of().parseHex(hex);
            if (bytes.length == length) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(parameter, 2 * length + " hexadecimal digits");
        }
        throw ProblemException.invalid(parameter, 2 * length + " hexadecimal digits");
    }

    private static Instant instant(String parameter, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(parameter, "an instant, such as 2026-01-31T00:00:00Z");
        }
    }
}
