package io.observabilityfactory.alert.figure;

import io.observabilityfactory.alert.AlertConfig;
import io.observabilityfactory.alert.rule.Figure;
import io.observabilityfactory.alert.rule.Group;
import io.observabilityfactory.alert.rule.Question;
import io.observabilityfactory.alert.rule.Timeframe;
import io.observabilityfactory.model.latency.LatencyHistogram;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers what rules ask, for one project. */
@ApplicationScoped
public class Figures {

    private final Pool database;
    private final int mostGroups;

    Figures(Pool database, AlertConfig config) {
        this.database = database;
        this.mostGroups = config.evaluation().mostGroups();
    }

    /** Without groups there is always one figure. Of too many groups the worst are answered for, or those with most calls. */
    public Uni<Answer> answer(int projectId, Question question, Timeframe timeframe) {
        Statement statement = statement(projectId, question, timeframe);
        if (!question.scope().groupBy().isEmpty()) {
            statement = statement.limitedTo(mostGroups + 1, question.lowIsBad());
        }
        return database.preparedQuery(statement.sql())
                .execute(statement.parameters())
                .map(rows -> answer(question, rows));
    }

    private static Statement statement(int projectId, Question question, Timeframe timeframe) {
        return switch (question.figure().source()) {
            case USAGE, SPANS -> UsageSql.of(projectId, question, timeframe);
            case METRICS -> MetricSql.of(projectId, question, timeframe);
            case LEDGER -> LedgerSql.of(projectId, question, timeframe);
        };
    }

    private Answer answer(Question question, RowSet<Row> rows) {
        Map<Group, Optional<BigDecimal>> figures = new HashMap<>();
        rows.stream().limit(mostGroups).forEach(row -> figures.put(group(question, row), figure(question, row)));
        if (question.scope().groupBy().isEmpty()) {
            figures.putIfAbsent(Group.ALL, Optional.empty());
        }
        return new Answer(figures, rows.size() <= mostGroups);
    }

    private static Group group(Question question, Row row) {
        List<String> names = question.scope().groupBy();
        if (names.isEmpty()) {
            return Group.ALL;
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            values.add(row.getString("g" + i));
        }
        return Group.of(names, values);
    }

    private static Optional<BigDecimal> figure(Question question, Row row) {
        Long samples = row.getLong("samples");
        boolean tooFew = samples != null && samples < question.minimumSamples();
        if (tooFew) {
            return Optional.empty();
        }
        return question.figure().quantile().isPresent() && row.getColumnIndex("counts") >= 0
                ? percentile(question.figure(), row)
                : Optional.ofNullable(row.getBigDecimal("value"));
    }

    private static Optional<BigDecimal> percentile(Figure figure, Row row) {
        Long[] counts = row.getArrayOfLongs("counts");
        if (counts == null || counts.length == 0) {
            return Optional.empty();
        }
        int before = row.getInteger("first_bucket") - 1;
        long[] all = new long[before + counts.length];
        for (int i = 0; i < counts.length; i++) {
            all[before + i] = counts[i];
        }
        LatencyHistogram histogram = LatencyHistogram.of(all);
        return histogram.count() == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(
                        histogram.percentileMillis(figure.quantile().orElseThrow())));
    }
}
