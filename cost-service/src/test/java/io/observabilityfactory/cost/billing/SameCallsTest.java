package io.observabilityfactory.cost.billing;

import static io.observabilityfactory.cost.billing.Spans.agent;
import static io.observabilityfactory.cost.billing.Spans.span;
import static io.observabilityfactory.cost.billing.Spans.told;
import static io.observabilityfactory.cost.billing.Spans.tool;
import static io.observabilityfactory.cost.billing.Spans.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.cost.billing.Spans.Told;
import io.observabilityfactory.model.price.Billing;
import io.observabilityfactory.model.trace.SpanId;
import io.observabilityfactory.model.trace.SpanType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that are told of by several spans, and calls that only look like it. */
class SameCallsTest {

    private static final TracedSpan AGENT = agent(1, 0, "travel_agent");

    @ParameterizedTest
    @CsvSource({
        "get_weather, get_weather",
        "get_weather, Get_Weather",
        "mcp__weather__get_weather, get_weather",
        "get_weather, weather.get_weather",
        ", get_weather",
        "get_weather, ",
    })
    void toolAndTheMcpCallWithin_areOneCall(String wrapper, String mcp) {
        List<TracedSpan> trace = List.of(AGENT, tool(2, 1, wrapper), chain(3, 2), tool(4, 3, mcp));

        assertThat(repeating(trace)).containsExactly(2);
        assertThat(decision(trace, 2).paidBy()).isEqualTo(new SpanId(4));
    }

    @Test
    void toolThatCallsAnotherTool_isACallBesideIt() {
        assertThat(repeating(List.of(AGENT, tool(2, 1, "book_trip"), tool(3, 2, "find_hotel"), tool(4, 2, "flights"))))
                .isEmpty();
    }

    @Test
    void toolThatAnAgentCallsWithinATool_isACallOfItsOwn() {
        assertThat(repeating(List.of(AGENT, tool(2, 1, "research"), agent(3, 2, "helper"), tool(4, 3, "research"))))
                .isEmpty();
    }

    @Test
    void toolThatTriesAnMcpCallTwice_isTwoCalls() {
        assertThat(repeating(List.of(AGENT, tool(2, 1, "search"), tool(3, 2, "search"), tool(4, 2, "search"))))
                .containsExactly(2);
    }

    @Test
    void threeTellingOfATool_areOneCall() {
        assertThat(repeating(List.of(AGENT, tool(2, 1, "search"), tool(3, 2, "search"), tool(4, 3, "search"))))
                .containsExactly(2, 3);
    }

    @Test
    void toolThatReportsWhatTheCallsBelowItUsed_isNotCountedBesideTheToolWithin() {
        TracedSpan totals = span(2, 1, SpanType.TOOL, null, usage(10), null);

        assertThat(repeating(List.of(AGENT, totals, tool(3, 2), Spans.llm(4, 3, 10))))
                .containsExactly(2);
    }

    @Test
    void failedCallAndTheSameOneOfTheLibraryWithin_areOneCall() {
        List<TracedSpan> trace = List.of(AGENT, call(2, 1, 0, 100, "framework", true), call(3, 2, 10, 90, "sdk", true));

        assertThat(repeating(trace)).containsExactly(2);
    }

    @Test
    void failedCallAndTheSameOneBesideIt_areOneCall() {
        List<TracedSpan> trace = List.of(AGENT, call(2, 1, 0, 100, "framework", true), call(3, 1, 10, 90, "sdk", true));

        assertThat(repeating(trace)).containsExactly(2);
    }

    @Test
    void callThatIsReportedBesideItself_isPaidOnceByTheSpanThatNamesTheModel() {
        TracedSpan nameless = told(2, 1, 0, 100, new Told(null, "framework", null, false, 30L, null));
        TracedSpan sdk = told(3, 1, 10, 90, new Told(null, "sdk", "claude-sonnet-4-5", false, 30L, "msg_1"));
        List<TracedSpan> trace = List.of(AGENT, nameless, sdk);

        assertThat(decision(trace, 2).billing()).isEqualTo(Billing.DUPLICATE_RESPONSE);
        assertThat(decision(trace, 2).paidBy()).isEqualTo(new SpanId(3));
        assertThat(decision(trace, 3).billing()).isEqualTo(Billing.BILLED);
    }

    @Test
    void callOfWhichOnlyTheOuterSpanReportsTheUsage_isPaidByIt() {
        TracedSpan framework =
                told(2, 1, 0, 100, new Told(null, "framework", "claude-sonnet-4-5", false, 30L, "msg_1"));
        List<TracedSpan> nested = List.of(AGENT, framework, call(3, 2, 10, 90, "sdk", false));
        List<TracedSpan> beside = List.of(AGENT, framework, call(3, 1, 10, 90, "sdk", false));

        assertThat(repeating(nested)).containsExactly(3);
        assertThat(repeating(beside)).containsExactly(3);
        assertThat(decision(beside, 2).billing()).isEqualTo(Billing.BILLED);
    }

    @Test
    void responseThatOnlyTheOuterSpanNames_isPaidOnce() {
        TracedSpan framework = told(2, 1, 0, 100, new Told(null, "framework", null, false, 30L, "msg_1"));
        TracedSpan sdk = told(3, 2, 10, 90, new Told(null, "sdk", null, false, 30L, null));
        TracedSpan proxy = told(4, 1, 20, 80, new Told(null, "proxy", null, false, 31L, "msg_1"));

        assertThat(List.of(
                        decision(List.of(AGENT, framework, sdk, proxy), 3),
                        decision(List.of(AGENT, framework, sdk, proxy), 4)))
                .extracting(WhoPays.Decision::billing)
                .containsExactlyInAnyOrder(Billing.BILLED, Billing.DUPLICATE_RESPONSE);
    }

    @Test
    void twoCallsWithinASpanThatNamesAResponse_bothPay() {
        TracedSpan framework = told(2, 1, 0, 100, new Told(null, "framework", null, false, 60L, "msg_1"));
        TracedSpan first = told(3, 2, 10, 40, new Told(null, "sdk", null, false, 30L, null));
        TracedSpan second = told(4, 2, 50, 90, new Told(null, "sdk", null, false, 30L, null));
        List<TracedSpan> trace = List.of(AGENT, framework, first, second);

        assertThat(decision(trace, 3).billing()).isEqualTo(Billing.BILLED);
        assertThat(decision(trace, 4).billing()).isEqualTo(Billing.BILLED);
    }

    @Test
    void callsOfOneInstrumentationAtTheSameTime_areTwo() {
        assertThat(repeating(List.of(AGENT, call(2, 1, 0, 100, "sdk", true), call(3, 1, 10, 90, "sdk", true))))
                .isEmpty();
    }

    @Test
    void callsBesideEachOtherThatContradict_areTwo() {
        TracedSpan outer = told(2, 1, 0, 100, new Told(null, "framework", "claude", false, 30L, "msg_1"));

        assertThat(List.of(
                        told(3, 1, 10, 90, new Told(null, "sdk", "claude", false, 31L, null)),
                        told(3, 1, 10, 90, new Told(null, "sdk", "gpt", false, 30L, null)),
                        told(3, 1, 10, 90, new Told(null, "sdk", "claude", false, 30L, "msg_2")),
                        told(3, 1, 10, 110, new Told(null, "sdk", "claude", false, 30L, null)),
                        told(3, 9, 10, 90, new Told(null, "sdk", "claude", false, 30L, null))))
                .allSatisfy(other -> assertThat(
                                decision(List.of(AGENT, outer, other), 3).billing())
                        .isEqualTo(Billing.BILLED))
                .allSatisfy(other -> assertThat(
                                decision(List.of(AGENT, outer, other), 2).billing())
                        .isEqualTo(Billing.BILLED));
    }

    @Test
    void callsSideBySideThatAreEachToldTwice_areAsManyAsThereAre() {
        List<TracedSpan> trace = new ArrayList<>(List.of(AGENT));
        IntStream.range(0, 200).forEach(call -> {
            trace.add(call(10 + 2 * call, 1, call, 1_000 + 2 * call, "framework", true));
            trace.add(call(11 + 2 * call, 1, 300 + call, 999 + 2 * call, "sdk", true));
        });
        List<Integer> inOrder = repeating(trace);
        Collections.reverse(trace);

        assertThat(inOrder).hasSize(200).allMatch(id -> id % 2 == 0);
        assertThat(repeating(trace)).containsExactlyInAnyOrderElementsOf(inOrder);
    }

    @Test
    void spansThatAreTheirOwnParents_areDecidedToo() {
        TracedSpan own = call(2, 2, 10, 90, "sdk", true);

        assertThat(repeating(List.of(own, call(3, 2, 0, 100, "framework", true))))
                .containsExactly(2);
    }

    private static TracedSpan chain(int id, int parent) {
        return span(id, parent, SpanType.CHAIN, null, null, null);
    }

    private static TracedSpan call(int id, int parent, long from, long to, String scope, boolean failed) {
        return told(id, parent, from, to, new Told(null, scope, "claude-sonnet-4-5", failed, null, null));
    }

    private static List<Integer> repeating(List<TracedSpan> trace) {
        return trace.stream()
                .filter(span -> WhoPays.decide(trace).get(span.key()).billing() == Billing.REPEATED_CALL)
                .map(span -> (int) span.key().spanId().value())
                .toList();
    }

    private static WhoPays.Decision decision(List<TracedSpan> trace, int id) {
        TracedSpan span = trace.stream()
                .filter(it -> it.key().spanId().value() == id)
                .findFirst()
                .orElseThrow();
        return WhoPays.decide(trace).get(span.key());
    }
}
