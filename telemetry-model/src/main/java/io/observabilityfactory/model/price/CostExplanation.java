package io.observabilityfactory.model.price;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a span costs what it costs: who pays, for which tokens, by which price version.
 *
 * @param paidBy the id of the span that pays, or counts, instead, in hexadecimal; null when none does or it is not known
 * @param computed what follows from its usage, empty when the span does not pay
 * @param chargedUsd what is in the reports
 * @param reportedUsd what the client said, null when it said nothing
 * @param source which of the two figures is charged
 */
public record CostExplanation(
        Billing billing,
        @Nullable String paidBy,
        Optional<Cost> computed,
        BigDecimal chargedUsd,
        @Nullable BigDecimal reportedUsd,
        CostSource source) {

    /** The same as a sentence or two. */
    public String sentence() {
        return who() + computed.map(cost -> " " + cost.sentence()).orElse("") + reported();
    }

    private String who() {
        return switch (billing) {
            case BILLED -> "This span pays, as no span below it tells of the same call.";
            case NO_USAGE -> "This span reports no usage of a model, so it costs nothing itself.";
            case COVERED_BY_DESCENDANT ->
                "This span does not pay: what it reports repeats what " + payer("spans") + " below it reported.";
            case DUPLICATE_RESPONSE ->
                "This span does not pay: " + payer("another span") + " tells of the same response and pays for it.";
            case REPEATED_CALL ->
                "This span costs nothing itself and is not counted: " + payer("another span")
                        + " tells of the same call.";
        };
    }

    private String payer(String unknown) {
        return paidBy == null ? unknown : "span " + paidBy;
    }

    private String reported() {
        if (reportedUsd == null) {
            return "";
        }
        String figure =
                " The client reported " + reportedUsd.stripTrailingZeros().toPlainString() + " USD, which is ";
        return figure + (source == CostSource.REPORTED ? "what is charged." : "kept beside it and not charged.");
    }
}
