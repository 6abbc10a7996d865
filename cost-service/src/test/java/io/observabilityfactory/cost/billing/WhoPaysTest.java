package io.observabilityfactory.cost.billing;

import static io.observabilityfactory.cost.billing.Spans.agent;
import static io.observabilityfactory.cost.billing.Spans.key;
import static io.observabilityfactory.cost.billing.Spans.llm;
import static io.observabilityfactory.cost.billing.Spans.response;
import static io.observabilityfactory.cost.billing.Spans.span;
import static io.observabilityfactory.cost.billing.Spans.tool;
import static io.observabilityfactory.cost.billing.Spans.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.model.price.Billing;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhoPaysTest {

    @Test
    void modelCalls_payForThemselvesAndBelongToTheAgentAbove() {
        List<TracedSpan> trace = List.of(agent(1, 0, "math_agent"), llm(2, 1, 10), tool(3, 1), llm(4, 3, 20));

        assertThat(billing(trace, 2)).isEqualTo(Billing.BILLED);
        assertThat(billing(trace, 4)).isEqualTo(Billing.BILLED);
        assertThat(billing(trace, 1)).isEqualTo(Billing.NO_USAGE);
        assertThat(agentOf(trace, 4)).isEqualTo("math_agent");
    }

    @Test
    void agentThatRepeatsItsCallsTotals_doesNotPayAgain() {
        TracedSpan totals = span(1, 0, SpanType.AGENT, "math_agent", usage(30), null);

        List<TracedSpan> trace = List.of(totals, llm(2, 1, 10), llm(3, 1, 20));

        assertThat(billing(trace, 1)).isEqualTo(Billing.COVERED_BY_DESCENDANT);
    }

    @Test
    void agentWithoutCallsBelow_paysForWhatItReports() {
        TracedSpan alone = span(1, 0, SpanType.AGENT, "math_agent", usage(30), null);

        assertThat(billing(List.of(alone, tool(2, 1)), 1)).isEqualTo(Billing.BILLED);
    }

    @Test
    void callInstrumentedTwice_isPaidByTheDeepestSpan() {
        List<TracedSpan> trace = List.of(llm(1, 0, 10), span(2, 1, SpanType.CHAIN, null, null, null), llm(3, 2, 10));

        assertThat(billing(trace, 1)).isEqualTo(Billing.COVERED_BY_DESCENDANT);
        assertThat(billing(trace, 3)).isEqualTo(Billing.BILLED);
    }

    @Test
    void sameResponseOfTheProvider_isPaidOnce() {
        List<TracedSpan> trace = List.of(response(2, 0, 10, "chatcmpl-1"), response(1, 0, 10, "chatcmpl-1"));

        assertThat(billing(trace, 1)).isEqualTo(Billing.BILLED);
        assertThat(billing(trace, 2)).isEqualTo(Billing.DUPLICATE_RESPONSE);
    }

    @Test
    void spanThatDoesNotPay_namesTheOneThatDoes() {
        List<TracedSpan> trace =
                List.of(llm(1, 0, 10), response(2, 1, 10, "chatcmpl-1"), response(3, 0, 10, "chatcmpl-1"));

        assertThat(decision(trace, 1).paidBy()).isEqualTo(new SpanId(2));
        assertThat(decision(trace, 3).paidBy()).isEqualTo(new SpanId(2));
        assertThat(decision(trace, 2).paidBy()).isNull();
    }

    @Test
    void rerankWithoutTokens_isACallOfItsOwnUnlessAnotherSpanTellsOfIt() {
        TracedSpan outer = span(1, 0, SpanType.RERANKER, null, null, null);
        TracedSpan inner = span(2, 1, SpanType.RERANKER, null, null, null);
        TracedSpan withTokens = span(3, 1, SpanType.RERANKER, null, usage(10), null);

        assertThat(decision(List.of(outer), 1).rerankOfItsOwn()).isTrue();
        assertThat(decision(List.of(outer, inner), 1).rerankOfItsOwn()).isFalse();
        assertThat(decision(List.of(outer, inner), 2).rerankOfItsOwn()).isTrue();
        assertThat(decision(List.of(outer, withTokens), 1).rerankOfItsOwn()).isFalse();
    }

    @Test
    void rerankWithoutTokens_doesNotCoverAnAgentThatReportsSome() {
        List<TracedSpan> trace = List.of(
                span(1, 0, SpanType.AGENT, "a", usage(30), null), span(2, 1, SpanType.RERANKER, null, null, null));

        assertThat(billing(trace, 1)).isEqualTo(Billing.BILLED);
    }

    @Test
    void nearestAgent_wins() {
        List<TracedSpan> trace = List.of(agent(1, 0, "planner"), agent(2, 1, "coder"), llm(3, 2, 10), llm(4, 1, 10));

        assertThat(agentOf(trace, 3)).isEqualTo("coder");
        assertThat(agentOf(trace, 4)).isEqualTo("planner");
    }

    @Test
    void withoutTheSpansAbove_theAgentIsUnknown() {
        assertThat(agentOf(List.of(llm(3, 2, 10)), 3)).isEmpty();
    }

    @Test
    void spansThatAreEachOthersParents_stillPay() {
        List<TracedSpan> trace = List.of(llm(1, 2, 10), llm(2, 1, 10), llm(3, 3, 10));

        assertThat(trace.stream()
                        .filter(span -> billing(trace, (int) span.key().spanId().value()) == Billing.BILLED))
                .hasSize(2);
    }

    @Test
    void veryDeepTraces_areDecidedToo() {
        List<TracedSpan> trace = new ArrayList<>(List.of(agent(1, 0, "deep")));
        IntStream.rangeClosed(2, 20_000).forEach(id -> trace.add(llm(id, id - 1, 10)));

        assertThat(billing(trace, 20_000)).isEqualTo(Billing.BILLED);
        assertThat(billing(trace, 19_999)).isEqualTo(Billing.COVERED_BY_DESCENDANT);
        assertThat(agentOf(trace, 20_000)).isEqualTo("deep");
    }

    private static Billing billing(List<TracedSpan> trace, int id) {
        return decision(trace, id).billing();
    }

    private static WhoPays.Decision decision(List<TracedSpan> trace, int id) {
        return WhoPays.decide(trace).get(key(id));
    }

    private static String agentOf(List<TracedSpan> trace, int id) {
        return WhoPays.decide(trace).get(key(id)).agent();
    }
}
