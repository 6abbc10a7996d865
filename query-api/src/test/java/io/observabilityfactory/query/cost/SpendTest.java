package io.observabilityfactory.query.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SpendTest {

    @Test
    void knownUsd_isNullOnlyWhenNoTokenHasAPrice() {
        assertThat(spend("0", 10, 10).knownUsd()).isNull();
        assertThat(spend("0", 10, 9).knownUsd()).as("one token is free").isZero();
        assertThat(spend("0.5", 10, 9).knownUsd()).isEqualTo("0.5");
        assertThat(Spend.NONE.knownUsd()).isZero();
    }

    @Test
    void plus_keepsTheUnpricedTokensOfAKnownCost() {
        assertThat(spend("0.5", 10, 0).plus(spend("0", 5, 5))).isEqualTo(spend("0.5", 15, 5));
    }

    private static Spend spend(String usd, long tokens, long unpricedTokens) {
        return new Spend(new BigDecimal(usd), tokens, unpricedTokens);
    }
}
