package io.observabilityfactory.model.price;

import java.math.BigDecimal;

/** How a service tier, such as batch, changes the prices. */
public sealed interface PriceModifier {

    UnitPrices applyTo(UnitPrices prices);

    /** As a part of a sentence. */
    String told();

    /** All prices of tokens times a factor. */
    record Factor(BigDecimal factor) implements PriceModifier {

        public Factor {
            if (factor.signum() < 0) {
                throw new InvalidPriceException("factor", "must not be negative: " + factor.toPlainString());
            }
            factor = factor.stripTrailingZeros();
        }

        @Override
        public UnitPrices applyTo(UnitPrices prices) {
            return prices.times(factor);
        }

        @Override
        public String told() {
            return "tokens times " + factor.toPlainString();
        }
    }

    /** Prices of its own; a bucket that is absent keeps its price. */
    record OwnPrices(UnitPrices prices) implements PriceModifier {

        @Override
        public UnitPrices applyTo(UnitPrices others) {
            return others.replacedBy(prices);
        }

        @Override
        public String told() {
            return "at its own prices";
        }
    }
}
