package io.observabilityfactory.sdk.cost;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What this process has spent since it began, in all and by agent. */
final class Ledger {

    /** Names of agents are made up by callers; what others spend is in the total only. */
    private static final int MOST_AGENTS = 1_000;

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final Duration BETWEEN_MOMENTS = Duration.ofSeconds(1);

    private final Map<String, BigDecimal> byAgent = new HashMap<>();
    private final Deque<Moment> moments = new ArrayDeque<>();
    private final InstantSource time;
    private BigDecimal total = BigDecimal.ZERO;
    private LocalDate day = LocalDate.EPOCH;
    private BigDecimal totalOfDay = BigDecimal.ZERO;

    Ledger(InstantSource time) {
        this.time = time;
    }

    /** @param before what had been spent when something was spent then */
    private record Moment(Instant at, Spent before) {}

    /** @param byAgent of those that spent anything */
    record Spent(BigDecimal total, Map<String, BigDecimal> byAgent) {

        /** @param agent null for all */
        BigDecimal by(@Nullable String agent) {
            return agent == null ? total : byAgent.getOrDefault(agent, BigDecimal.ZERO);
        }
    }

    synchronized void charge(@Nullable String agent, BigDecimal usd) {
        Instant now = time.instant();
        remember(now);
        total = total.add(usd);
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        totalOfDay = today.equals(day) ? totalOfDay.add(usd) : usd;
        day = today;
        if (agent != null && (byAgent.size() < MOST_AGENTS || byAgent.containsKey(agent))) {
            byAgent.merge(agent, usd, BigDecimal::add);
        }
    }

    private void remember(Instant now) {
        if (moments.isEmpty() || !now.isBefore(moments.getLast().at().plus(BETWEEN_MOMENTS))) {
            moments.addLast(new Moment(now, read()));
        }
        while (moments.getFirst().at().isBefore(now.minus(REMEMBERED))) {
            moments.removeFirst();
        }
    }

    /** What had been spent by then, give or take a second; of the last minute. */
    synchronized Spent spentUntil(Instant instant) {
        return moments.stream()
                .filter(moment -> moment.at().isAfter(instant))
                .findFirst()
                .map(Moment::before)
                .orElseGet(this::read);
    }

    /** In UTC; of days before the last one on which anything was spent it knows no more. */
    synchronized BigDecimal spentOn(LocalDate date) {
        return date.equals(day) ? totalOfDay : BigDecimal.ZERO;
    }

    synchronized Spent read() {
        return new Spent(total, Map.copyOf(byAgent));
    }

    /** @param agent null for all */
    synchronized BigDecimal spentBy(@Nullable String agent) {
        return agent == null ? total : byAgent.getOrDefault(agent, BigDecimal.ZERO);
    }
}
