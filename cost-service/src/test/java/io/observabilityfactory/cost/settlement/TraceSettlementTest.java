package io.observabilityfactory.cost.settlement;

import static io.observabilityfactory.cost.billing.Spans.span;
import static io.observabilityfactory.cost.billing.Spans.told;
import static io.observabilityfactory.cost.billing.Spans.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.cost.billing.Pricing;
import io.observabilityfactory.cost.billing.ReportedCosts;
import io.observabilityfactory.cost.billing.Spans.Told;
import io.observabilityfactory.cost.billing.TraceContext;
import io.observabilityfactory.cost.billing.TracedSpan;
import io.observabilityfactory.cost.rollup.UsageDelta;
import io.observabilityfactory.cost.rollup.UsageDeltas;
import io.observabilityfactory.cost.rollup.UsageKey;
import io.observabilityfactory.model.price.Billing;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceCatalogue;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.price.Rates;
import io.observabilityfactory.model.price.UnitPrices;
import io.observabilityfactory.model.trace.SpanKey;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.usage.TokenBucket;
import io.observabilityfactory.model.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TraceSettlementTest {

    private static final Pricing PRICING = new Pricing(
            1,
            PriceCatalogue.of(List.of(
                    version("gpt-4o", PriceBucket.INPUT, "2.5"),
                    version("rerank-3.5", PriceBucket.RERANK_UNIT, "0.002"))),
            ReportedCosts.WHERE_UNPRICED);

    private static PriceVersion version(String model, PriceBucket bucket, String usd) {
        return new PriceVersion(
                model.length(),
                null,
                "openai",
                model,
                List.of(),
                Instant.EPOCH,
                null,
                Rates.of(UnitPrices.of(Map.of(bucket, new BigDecimal(usd)))),
                "test",
                null,
                null);
    }

    /** Whatever the order, the batches and the repetitions in which a trace arrives, the books are the same. */
    @Property(tries = 500)
    void books_dependOnTheSpansAloneAndAlwaysBalance(@ForAll("traces") List<TracedSpan> trace, @ForAll long seed) {
        Books atOnce = new Books();
        atOnce.arrive(trace);

        Books piecemeal = new Books();
        Random random = new Random(seed);
        List<TracedSpan> arrivals = new ArrayList<>(trace);
        arrivals.addAll(trace.subList(0, trace.size() / 2));
        Collections.shuffle(arrivals, random);
        while (!arrivals.isEmpty()) {
            List<TracedSpan> batch = arrivals.subList(0, 1 + random.nextInt(arrivals.size()));
            piecemeal.arrive(batch);
            batch.clear();
            assertThat(piecemeal.totalOfRollups()).isEqualByComparingTo(piecemeal.totalOfCharges());
            assertThat(piecemeal.callsOfRollups()).isEqualTo(piecemeal.callsOfCharges());
        }

        assertThat(piecemeal.rollups()).isEqualTo(atOnce.rollups());
        assertThat(piecemeal.charges()).isEqualTo(atOnce.charges());
    }

    @Provide
    Arbitrary<List<TracedSpan>> traces() {
        Arbitrary<Integer> size = Arbitraries.integers().between(1, 12);
        return size.flatMap(spans -> Combinators.combine(java.util.stream.IntStream.rangeClosed(1, spans)
                        .mapToObj(id -> spans(id, spans))
                        .toList())
                .as(trace -> trace));
    }

    /** Parents may be missing, later, or the span itself; responses may repeat. */
    private static Arbitrary<TracedSpan> spans(int id, int spansOfTrace) {
        Arbitrary<Integer> parent = Arbitraries.integers().between(0, spansOfTrace + 1);
        Arbitrary<SpanType> type = Arbitraries.of(
                SpanType.AGENT, SpanType.LLM, SpanType.EMBEDDING, SpanType.RERANKER, SpanType.TOOL, SpanType.CHAIN);
        Arbitrary<String> agent = Arbitraries.of("planner", "coder").injectNull(0.6);
        Arbitrary<TokenUsage> usage = Arbitraries.longs()
                .between(0, 1_000)
                .map(tokens -> usage(tokens))
                .injectNull(0.4);
        Arbitrary<String> response = Arbitraries.of("r1", "r2").injectNull(0.7);
        Arbitrary<TracedSpan> any = Combinators.combine(parent, type, agent, usage, response)
                .as((p, t, a, u, r) -> span(id, p, t, a, u, r));
        return Arbitraries.oneOf(any, toldTwice(id, parent));
    }

    /** Calls that run at the same time, and of which several instrumentations tell. */
    private static Arbitrary<TracedSpan> toldTwice(int id, Arbitrary<Integer> parent) {
        Arbitrary<Long> from = Arbitraries.longs().between(0, 20);
        Arbitrary<Long> to = Arbitraries.longs().between(20, 40);
        Arbitrary<Told> told = Combinators.combine(
                        Arbitraries.of("framework", "sdk"),
                        Arbitraries.of("gpt-4o", "o3").injectNull(0.5),
                        Arbitraries.of(true, false),
                        Arbitraries.of(30L, 31L).injectNull(0.5),
                        Arbitraries.of("r1", "r2").injectNull(0.5))
                .as((scope, model, failed, tokens, response) -> new Told(null, scope, model, failed, tokens, response));
        return Combinators.combine(parent, from, to, told).as((p, start, end, it) -> told(id, p, start, end, it));
    }

    /** What the database keeps: the spans, their charges, and the rollups as the sum of all differences. */
    private static final class Books {

        private final Map<SpanKey, TracedSpan> spans = new HashMap<>();
        private final Map<SpanKey, Charge> charges = new HashMap<>();
        private final Map<UsageKey, List<BigDecimal>> rollups = new TreeMap<>();

        private TraceContext known = TraceContext.UNKNOWN;

        void arrive(List<TracedSpan> batch) {
            batch.forEach(span -> spans.put(span.key(), span));
            UsageDeltas deltas = new UsageDeltas();
            TraceSettlement settlement = new TraceSettlement(PRICING, deltas, Anew.NOTHING);
            settlement.settle(spans.values(), Map.copyOf(charges), known);
            known = TraceContext.of(spans.values());
            settlement.takeChanges().forEach(change -> charges.put(change.span().key(), change.after()));
            deltas.byMinute().forEach((key, delta) -> rollups.merge(key, figures(delta), Books::sum));
        }

        Map<SpanKey, Charge> charges() {
            Map<SpanKey, Charge> counted = new HashMap<>(charges);
            // A structuring span that paid for a while keeps a row that says it no longer does.
            counted.keySet()
                    .removeIf(key -> !spans.get(key).type().counted()
                            && !charges.get(key).isBilled());
            return counted;
        }

        Map<UsageKey, List<BigDecimal>> rollups() {
            Map<UsageKey, List<BigDecimal>> rows = new TreeMap<>(rollups);
            rows.values().removeIf(row -> row.stream().allMatch(figure -> figure.signum() == 0));
            return rows;
        }

        BigDecimal totalOfRollups() {
            return rollups.values().stream().map(row -> row.get(0)).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal totalOfCharges() {
            return charges.values().stream()
                    .map(charge -> charge.amount().totalUsd())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        long callsOfRollups() {
            return rollups.values().stream()
                    .map(row -> row.get(1))
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .longValueExact();
        }

        /** A span that repeats a call is none, an agent always is, the rest only if it pays. */
        long callsOfCharges() {
            return charges.entrySet().stream()
                    .filter(entry -> switch (spans.get(entry.getKey()).type()) {
                        case LLM, EMBEDDING, RERANKER ->
                            entry.getValue().billing() == Billing.BILLED
                                    || entry.getValue().billing() == Billing.NO_USAGE;
                        case AGENT -> true;
                        case TOOL -> entry.getValue().billing() != Billing.REPEATED_CALL;
                        default -> entry.getValue().billing() == Billing.BILLED;
                    })
                    .count();
        }

        private static List<BigDecimal> figures(UsageDelta delta) {
            return java.util.stream.Stream.of(
                            delta.costUsd(),
                            BigDecimal.valueOf(delta.calls()),
                            BigDecimal.valueOf(delta.tokens(TokenBucket.INPUT)),
                            BigDecimal.valueOf(delta.unpricedTokens()))
                    .map(BigDecimal::stripTrailingZeros)
                    .toList();
        }

        private static List<BigDecimal> sum(List<BigDecimal> a, List<BigDecimal> b) {
            return java.util.stream.IntStream.range(0, a.size())
                    .mapToObj(i -> a.get(i).add(b.get(i)).stripTrailingZeros())
                    .toList();
        }
    }
}
