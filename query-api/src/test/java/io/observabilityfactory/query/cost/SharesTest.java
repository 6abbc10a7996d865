package io.observabilityfactory.query.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static final BigDecimal ONE_UNIT = new BigDecimal("0.0001");

    @Property
    void shares_addUpToOneAndAreOffByLessThanOneUnit(
            @ForAll @NotEmpty List<@BigRange(min = "0", max = "1000") @Scale(7) BigDecimal> amounts) {
        BigDecimal total = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Assume.that(total.signum() > 0);

        List<BigDecimal> shares = Shares.of(amounts);

        assertThat(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo("1");
        for (int i = 0; i < amounts.size(); i++) {
            BigDecimal exact = amounts.get(i).divide(total, 20, RoundingMode.HALF_EVEN);
            assertThat(shares.get(i).subtract(exact).abs()).isLessThan(ONE_UNIT);
        }
    }

    @Test
    void shares_giveTheRestToTheLargestRemainders() {
        assertThat(Shares.of(amounts("1", "1", "1"))).containsExactlyElementsOf(amounts("0.3334", "0.3333", "0.3333"));
        assertThat(Shares.of(amounts("10.1", "19989.9")))
                .as("5.05 and 9994.95 units")
                .containsExactlyElementsOf(amounts("0.0005", "0.9995"));
    }

    @Test
    void shares_ofAnUnknownAmountAreUnknown() {
        assertThat(Shares.of(Arrays.asList(null, new BigDecimal("7")))).containsExactly(null, new BigDecimal("1.0000"));
    }

    @Test
    void shares_ofNothingAreUnknown() {
        assertThat(Shares.of(amounts("0", "0"))).containsExactly(null, null);
        assertThat(Shares.of(List.of())).isEmpty();
    }

    private static List<BigDecimal> amounts(String... amounts) {
        return Stream.of(amounts).map(BigDecimal::new).toList();
    }
}
