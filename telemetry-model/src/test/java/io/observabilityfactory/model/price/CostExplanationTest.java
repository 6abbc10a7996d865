package io.observabilityfactory.model.price;

import static io.observabilityfactory.model.price.Versions.prices;
import static io.observabilityfactory.model.price.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostExplanationTest {

    private static final Cost COST = CostCalculator.cost(
            CallUsage.of(Map.of(PriceBucket.INPUT, 1_000L)),
            Optional.of(version(7, Rates.of(prices("input", "2.5")))),
            null);

    @Test
    void spanThatPays_tellsForWhatAndByWhichVersion() {
        assertThat(explanation(Billing.BILLED, null, Optional.of(COST), null, CostSource.COMPUTED))
                .isEqualTo(
                        "This span pays, as no span below it tells of the same call. 0.0025 USD = 1000 input tokens"
                                + " at 2.5 USD per million, by price version 7 (openai gpt-4o, valid from 2025-01-01T00:00:00Z).");
    }

    @Test
    void spanThatDoesNotPay_tellsWhoDoes() {
        assertThat(explanation(
                        Billing.COVERED_BY_DESCENDANT, "00f067aa0ba902b7", Optional.empty(), null, CostSource.COMPUTED))
                .isEqualTo(
                        "This span does not pay: what it reports repeats what span 00f067aa0ba902b7 below it reported.");
        assertThat(explanation(Billing.DUPLICATE_RESPONSE, null, Optional.empty(), null, CostSource.COMPUTED))
                .startsWith("This span does not pay: another span tells of the same response");
        assertThat(explanation(Billing.REPEATED_CALL, "00f067aa0ba902b7", Optional.empty(), null, CostSource.COMPUTED))
                .isEqualTo(
                        "This span costs nothing itself and is not counted: span 00f067aa0ba902b7 tells of the same call.");
    }

    @Test
    void reportedCost_isToldBesideTheComputedOne() {
        assertThat(explanation(Billing.BILLED, null, Optional.of(COST), "0.00260", CostSource.COMPUTED))
                .endsWith(" The client reported 0.0026 USD, which is kept beside it and not charged.");
        assertThat(explanation(Billing.BILLED, null, Optional.of(COST), "0.0026", CostSource.REPORTED))
                .endsWith(" The client reported 0.0026 USD, which is what is charged.");
    }

    private static String explanation(
            Billing billing, String paidBy, Optional<Cost> cost, String reported, CostSource source) {
        BigDecimal reportedUsd = reported == null ? null : new BigDecimal(reported);
        return new CostExplanation(billing, paidBy, cost, BigDecimal.ZERO, reportedUsd, source).sentence();
    }
}
