package io.observabilityfactory.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BudgetStateTest {

    private static final BigDecimal CENT = new BigDecimal("0.01");

    @Test
    void severity_atTheShareIsAWarning() {
        assertThat(spent("79.99").severity()).isEmpty();
        assertThat(spent("80").severity()).contains(Severity.WARNING);
    }

    @Test
    void severity_atTheAmountIsCritical() {
        assertThat(spent("99.999999").severity()).contains(Severity.WARNING);
        assertThat(spent("100.00").severity()).contains(Severity.CRITICAL);
    }

    @Test
    void leftUsd_isNeverNegative() {
        assertThat(spent("30").leftUsd()).isEqualByComparingTo("70");
        assertThat(spent("130").leftUsd()).isZero();
    }

    @Test
    void newlyReached_isCriticalAfterAWarning() {
        assertThat(spent("100").newlyReached(EnumSet.of(Severity.WARNING))).contains(Severity.CRITICAL);
    }

    @Property
    void severity_changesExactlyAtItsThreshold(
            @ForAll @BigRange(min = "0.01", max = "1000000") BigDecimal amount,
            @ForAll @BigRange(min = "0.01", max = "0.99") BigDecimal share) {
        BigDecimal threshold = amount.multiply(share);

        assertThat(state(amount, share, threshold).severity()).contains(Severity.WARNING);
        assertThat(state(amount, share, threshold.subtract(CENT.pow(4))).severity())
                .isEmpty();
        assertThat(state(amount, share, amount).severity()).contains(Severity.CRITICAL);
        assertThat(state(amount, share, amount.subtract(CENT.pow(4))).severity())
                .isNotEqualTo(Optional.of(Severity.CRITICAL));
    }

    @Property
    void newlyReached_overADayTellsOfEachSeverityOnceAndOfTheGravestLast(
            @ForAll @Size(max = 20) List<@BigRange(min = "0", max = "40") BigDecimal> amountsSpent) {
        BigDecimal spent = BigDecimal.ZERO;
        List<Severity> told = new ArrayList<>();
        for (BigDecimal more : amountsSpent) {
            spent = spent.add(more);
            spent(spent.toPlainString()).newlyReached(Set.copyOf(told)).ifPresent(told::add);
        }

        assertThat(told).doesNotHaveDuplicates().isSorted();
        assertThat(told.stream().reduce((first, last) -> last))
                .isEqualTo(spent(spent.toPlainString()).severity());
    }

    private static BudgetState spent(String usd) {
        return state(new BigDecimal(100), new BigDecimal("0.8"), new BigDecimal(usd));
    }

    private static BudgetState state(BigDecimal amount, BigDecimal share, BigDecimal spent) {
        return new BudgetState(LocalDate.of(2026, 3, 10), amount, share, spent);
    }
}
