package io.observabilityfactory.cost.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.model.price.Billing;
import io.observabilityfactory.model.price.CostSource;
import io.observabilityfactory.model.price.PriceBucket;
import io.observabilityfactory.model.price.PriceCatalogue;
import io.observabilityfactory.model.price.PriceModifier;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.price.Rates;
import io.observabilityfactory.model.price.UnitPrices;
import io.observabilityfactory.model.trace.SpanType;
import io.observabilityfactory.model.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PricingTest {

    private static final PriceCatalogue CATALOGUE = PriceCatalogue.of(List.of(
            version(1, "gpt-4o", PriceBucket.INPUT, "2.5"), version(2, "rerank", PriceBucket.RERANK_UNIT, "0.002")));

    @Test
    void serviceTier_changesWhatIsCharged() {
        Amount amount = pricing(ReportedCosts.BESIDE).amount(call("gpt-4o", "batch", null));

        assertThat(amount.totalUsd()).isEqualByComparingTo("0.00125");
        assertThat(amount.modifier()).isEqualTo("batch");
        assertThat(pricing(ReportedCosts.BESIDE)
                        .amount(call("gpt-4o", "default", null))
                        .totalUsd())
                .isEqualByComparingTo("0.0025");
    }

    @Test
    void reportedCost_isKeptBesideTheComputedOne() {
        Amount amount = pricing(ReportedCosts.BESIDE).amount(call("gpt-4o", null, "0.004"));

        assertThat(amount.totalUsd()).isEqualByComparingTo("0.0025");
        assertThat(amount.reportedUsd()).isEqualByComparingTo("0.004");
        assertThat(amount.source()).isEqualTo(CostSource.COMPUTED);
    }

    @Test
    void reportedCost_isChargedWhereItIsPreferred() {
        Amount amount = pricing(ReportedCosts.PREFERRED).amount(call("gpt-4o", null, "0.004"));

        assertThat(amount.totalUsd()).isEqualByComparingTo("0.004");
        assertThat(amount.computedUsd()).isEqualByComparingTo("0.0025");
        assertThat(amount.source()).isEqualTo(CostSource.REPORTED);
        assertThat(pricing(ReportedCosts.PREFERRED)
                        .amount(call("gpt-4o", null, null))
                        .source())
                .isEqualTo(CostSource.COMPUTED);
    }

    @Test
    void reportedCost_canStandInForAMissingPriceOnly() {
        Pricing pricing = pricing(ReportedCosts.WHERE_UNPRICED);

        assertThat(pricing.amount(call("gpt-4o", null, "0.004")).totalUsd()).isEqualByComparingTo("0.0025");
        Amount unpriced = pricing.amount(call("never-heard-of", null, "0.004"));
        assertThat(unpriced.totalUsd()).isEqualByComparingTo("0.004");
        assertThat(unpriced.unpricedTokens()).isZero();
        assertThat(pricing.amount(call("never-heard-of", null, null)).unpricedTokens())
                .isEqualTo(1_000);
    }

    @Test
    void rerankWithoutTokens_paysForAUnitIfThereIsAPriceForOne() {
        assertThat(charge(rerank("rerank")).amount().totalUsd()).isEqualByComparingTo("0.002");
        assertThat(charge(rerank("rerank")).billing()).isEqualTo(Billing.BILLED);
        assertThat(charge(rerank("gpt-4o")).billing()).isEqualTo(Billing.NO_USAGE);
    }

    private static Charge charge(TracedSpan span) {
        WhoPays.Decision decision = WhoPays.decide(List.of(span)).get(span.key());
        return Charge.of(span, decision, TraceContext.UNKNOWN, pricing(ReportedCosts.BESIDE), null);
    }

    private static Pricing pricing(ReportedCosts reported) {
        return new Pricing(1, CATALOGUE, reported);
    }

    private static TracedSpan call(String model, String serviceTier, String reportedUsd) {
        return span(SpanType.LLM, model, Spans.usage(1_000), serviceTier, reportedUsd);
    }

    private static TracedSpan rerank(String model) {
        return span(SpanType.RERANKER, model, null, null, null);
    }

    private static TracedSpan span(
            SpanType type, String model, TokenUsage usage, String serviceTier, String reportedUsd) {
        return new TracedSpan(
                Spans.key(1),
                null,
                type,
                false,
                false,
                1,
                null,
                "openai",
                model,
                null,
                null,
                null,
                null,
                null,
                TraceContext.UNKNOWN,
                usage,
                0,
                serviceTier,
                reportedUsd == null ? null : new BigDecimal(reportedUsd),
                null,
                null);
    }

    private static PriceVersion version(long id, String model, PriceBucket bucket, String usd) {
        Rates rates = new Rates(
                UnitPrices.of(Map.of(bucket, new BigDecimal(usd))),
                List.of(),
                Map.of("batch", new PriceModifier.Factor(new BigDecimal("0.5"))));
        return new PriceVersion(id, null, "openai", model, List.of(), Instant.EPOCH, null, rates, "test", null, null);
    }
}
