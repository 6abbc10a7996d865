package io.observabilityfactory.query.cost;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shares of a whole, rounded so that they still add up to exactly 1 (largest remainder method). */
final class Shares {

    private static final int DECIMALS = 4;
    private static final long UNITS = 10_000;

    private Shares() {}

    /**
     * @param amounts none negative; {@code null} is unknown and has no share
     * @return in the order of the amounts; all {@code null} when there is nothing to share
     */
    static List<@Nullable BigDecimal> of(List<@Nullable BigDecimal> amounts) {
        BigDecimal total = amounts.stream().map(Shares::orZero).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.signum() == 0) {
            return amounts.stream().map(amount -> (BigDecimal) null).toList();
        }
        List<BigDecimal[]> quotients = amounts.stream()
                .map(amount -> orZero(amount).movePointRight(DECIMALS).divideAndRemainder(total))
                .toList();
        long[] units = quotients.stream().mapToLong(q -> q[0].longValueExact()).toArray();
        byLargestRemainder(quotients).limit(UNITS - Arrays.stream(units).sum()).forEach(i -> units[i]++);
        return IntStream.range(0, units.length)
                .mapToObj(i -> amounts.get(i) == null ? null : BigDecimal.valueOf(units[i], DECIMALS))
                .toList();
    }

    private static Stream<Integer> byLargestRemainder(List<BigDecimal[]> quotients) {
        return IntStream.range(0, quotients.size())
                .boxed()
                .sorted(Comparator.comparing(i -> quotients.get(i)[1], Comparator.reverseOrder()));
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
