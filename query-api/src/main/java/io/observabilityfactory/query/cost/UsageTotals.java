package io.observabilityfactory.query.cost;

import io.observabilityfactory.query.UnknownName;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The usage of a range, added up in three ways.
 *
 * @param byDay by the number of the day, from 1; days without usage are left out
 * @param byKey dearest first
 * @param byAgent dearest first, without what no agent is known for
 */
record UsageTotals(Map<Long, Spend> byDay, List<Group> byKey, List<Group> byAgent) {

    record Group(String key, Spend spend, long calls) {

        private static final Comparator<Group> DEAREST_FIRST = Comparator.comparing(
                        Group::costUsd, Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(group -> group.spend.tokens(), Comparator.reverseOrder())
                .thenComparing(Group::key);

        static Group from(Row row, String name) {
            return new Group(UnknownName.shown(name), Spend.from(row), row.getLong("billed_calls"));
        }

        @Nullable
        BigDecimal costUsd() {
            return spend.knownUsd();
        }
    }

    UsageTotals {
        byKey = byKey.stream().sorted(Group.DEAREST_FIRST).toList();
        byAgent = byAgent.stream().sorted(Group.DEAREST_FIRST).toList();
    }

    static UsageTotals from(List<Row> rows) {
        Map<Long, Spend> byDay = new HashMap<>();
        List<Group> byKey = new ArrayList<>();
        List<Group> byAgent = new ArrayList<>();
        for (Row row : rows) {
            String key = row.getString("key");
            String agent = row.getString("agent");
            if (key != null) {
                byKey.add(Group.from(row, key));
            } else if (agent == null) {
                byDay.put(row.getLong("position"), Spend.from(row));
            } else if (!agent.isEmpty()) {
                byAgent.add(Group.from(row, agent));
            }
        }
        return new UsageTotals(byDay, byKey, byAgent);
    }

    Spend total() {
        return byDay.values().stream().reduce(Spend.NONE, Spend::plus);
    }

    /** What was spent on each of the days that the usage is of, as far as it has a price; days without usage are left out. */
    Map<LocalDate, BigDecimal> pricedByDate(ReportDays days) {
        Map<LocalDate, BigDecimal> spent = new HashMap<>();
        byDay.forEach((position, spend) -> spent.put(days.from().plusDays(position - 1), spend.pricedUsd()));
        return spent;
    }

    /** In the order of {@link #byKey}. */
    List<@Nullable BigDecimal> shares() {
        return Shares.of(byKey.stream().map(Group::costUsd).toList());
    }
}
