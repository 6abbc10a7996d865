package io.observabilityfactory.alert.figure;

import io.observabilityfactory.alert.rule.Question;
import io.observabilityfactory.alert.rule.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Figures of metrics that were sent over OTLP. Attributes of a point are the dimensions, with its service and environment. */
final class MetricSql {

    private static final List<String> COLUMNS = List.of("service", "environment");

    private final Question question;
    private final Parameters parameters = new Parameters();
    private final List<String> conditions = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();

    private MetricSql(int projectId, Question question, Timeframe timeframe) {
        this.question = question;
        conditions.add("project_id = " + parameters.add(projectId));
        conditions.add("time < " + parameters.add(timeframe.endUtc()));
        conditions.add("name = " + parameters.add(Objects.requireNonNull(question.metric())));
        conditions.add("value is not null and value not in ('NaN', 'Infinity', '-Infinity')");
        question.scope()
                .filter()
                .forEach((name, values) ->
                        conditions.add(column(name) + " = any(" + parameters.add(values.toArray(String[]::new)) + ")"));
        question.scope().groupBy().forEach(name -> groups.add(column(name)));
    }

    static Statement of(int projectId, Question question, Timeframe timeframe) {
        MetricSql sql = new MetricSql(projectId, question, timeframe);
        return new Statement(sql.statement(timeframe), sql.parameters.tuple());
    }

    private String statement(Timeframe timeframe) {
        String present = "time >= " + parameters.add(timeframe.startUtc());
        conditions.add("time >= " + parameters.add(timeframe.startUtc().minus(question.memory())));
        StringBuilder sql = new StringBuilder("select ");
        for (int i = 0; i < groups.size(); i++) {
            sql.append(groups.get(i)).append(" as g").append(i).append(", ");
        }
        sql.append(aggregate(present))
                .append(" as value, count(*) filter (where ")
                .append(present);
        sql.append(") as samples from metric_point where ").append(String.join(" and ", conditions));
        for (int i = 0; i < groups.size(); i++) {
            sql.append(i == 0 ? " group by g" : ", g").append(i);
        }
        return sql.toString();
    }

    private String aggregate(String present) {
        String filter = " filter (where " + present + ")";
        return switch (question.aggregation()) {
            case LAST -> "(array_agg(value order by time desc)" + filter + ")[1]";
            default -> question.aggregation().code() + "(value)" + filter;
        };
    }

    private String column(String name) {
        return COLUMNS.contains(name)
                ? "coalesce(" + name + ", '')"
                : "coalesce(attributes ->> " + parameters.add(name) + "::text, '')";
    }
}
