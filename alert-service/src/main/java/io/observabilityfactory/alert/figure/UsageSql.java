package io.observabilityfactory.alert.figure;

import io.observabilityfactory.alert.rule.Dimension;
import io.observabilityfactory.alert.rule.Figure;
import io.observabilityfactory.alert.rule.Question;
import io.observabilityfactory.alert.rule.Timeframe;
import io.observabilityfactory.model.usage.TokenBucket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Figures of usage. They come from the rollups where these tell the groups apart, as far as they do, and otherwise from the spans
 * with the same columns, found by the batches of the time in question.
 */
final class UsageSql {

    private static final String TOKENS =
            Arrays.stream(TokenBucket.values()).map(TokenBucket::column).collect(Collectors.joining(" + "));

    private static final String NANOS_PER_MILLI = "1e6";
    private static final String NANOS_PER_SECOND = "1e9";

    /**
     * Spans as rows of usage. Batches are looked for by when they were committed, which is after their spans began, but for
     * clocks that are wrong by up to an hour.
     */
    private static final String SPANS = """
            (select c.agent, s.span_type, coalesce(s.provider, '') as provider,
                    coalesce(s.response_model, s.request_model, '') as model, coalesce(s.service, '') as service,
                    c.environment, coalesce(s.user_id, t.user_id, '') as user_id,
                    coalesce(s.session_id, t.session_id, '') as session_id, coalesce(t.tags, s.tags, '[]') as tags,
                    1 as calls, (s.status = 'error')::int as errors, s.timed_out::int as timeouts, s.duration_nanos,
                    s.first_token_nanos, c.total_usd as cost_usd, c.unpriced_tokens, %1$s
             from (select batch_id from ingest_batch
                   where project_id = $1 and committed_at >= FROM::timestamptz - interval '1 hour' and signal = 'traces'
                     and last_span_time >= FROM and first_span_time < TO) b
             join span s on s.batch_id = b.batch_id
             join span_cost c using (project_id, trace_id, span_id, start_time)
             left join trace_settlement t using (project_id, trace_id)
             where s.project_id = $1 and s.start_time >= FROM and s.start_time < TO
               and c.billing <> 'repeated_call'
               and not (s.span_type in ('llm', 'embedding', 'reranker')
                        and c.billing in ('covered_by_descendant', 'duplicate_response')))""".formatted(Arrays.stream(TokenBucket.values())
            .map(bucket -> "case when c.billing = 'billed' then coalesce(s.%1$s, 0) else 0 end as %1$s"
                    .formatted(bucket.column()))
            .collect(Collectors.joining(", ")));

    private final Question question;
    private final boolean fromSpans;
    private final Optional<FacetHours> facetHours;
    private final Parameters parameters = new Parameters();
    private final List<String> conditions = new ArrayList<>();
    private final String project;
    private final String from;
    private final String to;

    private UsageSql(int projectId, Question question, Timeframe timeframe) {
        this.question = question;
        this.fromSpans = question.figure().source() == Figure.Source.SPANS
                || question.scope().names().stream()
                        .anyMatch(name -> !Dimension.ofCode(name).orElseThrow().isRolledUp());
        this.facetHours = fromSpans ? FacetHours.of(question, timeframe) : Optional.empty();
        this.project = parameters.add(projectId);
        this.from = parameters.add(timeframe.startUtc());
        this.to = parameters.add(timeframe.endUtc());
        question.scope()
                .filter()
                .forEach((name, values) ->
                        conditions.add(condition(name, parameters.add(values.toArray(String[]::new)))));
    }

    static Statement of(int projectId, Question question, Timeframe timeframe) {
        UsageSql sql = new UsageSql(projectId, question, timeframe);
        return new Statement(sql.statement(timeframe), sql.parameters.tuple());
    }

    private String statement(Timeframe timeframe) {
        String usage = fromSpans
                ? facetHours.map(this::hoursAndSpans).orElseGet(() -> spans(from, to))
                : "usage_between(%s, %s, %s)".formatted(project, from, to);
        String answers = question.figure().quantile().isPresent() && !fromSpans
                ? histograms(usage)
                : select(groups() + value(), usage + " u" + tags(), conditions) + groupBy();
        return question.memory().isZero() ? answers : withSilentGroups(answers, timeframe);
    }

    /** Of each group the histogram of its agent's own spans, or else of the calls of models. */
    private String histograms(String usage) {
        boolean anyType = question.scope().names().contains(Dimension.TYPE.code());
        String names = numbered("g%d");
        List<String> counted = new ArrayList<>(conditions);
        if (!anyType) {
            counted.add("u.span_type in ('agent', 'llm')");
        }
        String byType = select(
                        groups() + (anyType ? "''" : "u.span_type")
                                + " as of_type, histogram_sum(u.latency_counts) as counts,"
                                + " sum(u.calls)::bigint as samples, null::numeric as value",
                        usage + " u" + tags(),
                        counted)
                + " group by " + (names.isEmpty() ? "" : names + ", ") + "of_type having sum(u.calls) > 0";
        // The name of agents comes first.
        String ofAgents = names.isEmpty()
                ? "select * from (" + byType + ") types order by of_type limit 1"
                : "select distinct on (" + names + ") * from (" + byType + ") types order by " + names + ", of_type";
        return "select *, array_lower(counts, 1) as first_bucket from (" + ofAgents + ") histograms";
    }

    private static String spans(String from, String to) {
        return SPANS.replace("FROM", from).replace("TO", to);
    }

    /** Whole hours from the rollup, what is before and after them from spans. */
    private String hoursAndSpans(FacetHours hours) {
        String first = parameters.add(hours.startUtc());
        String last = parameters.add(hours.endUtc());
        String edge = " union all select " + FacetHours.COLUMNS + " from ";
        return "(" + hours.rows(first, last) + edge + spans(from, first) + " early" + edge + spans(last, to) + " late)";
    }

    /** Groups that had usage some time before are asked for, too. */
    private String withSilentGroups(String answers, Timeframe timeframe) {
        String since = parameters.add(timeframe.startUtc().minus(question.memory()));
        List<String> lately = new ArrayList<>(conditions);
        String names = numbered("g%d");
        String earlier = fromSpans
                ? select(
                        groups(),
                        facetHours
                                        .map(hours -> "(" + hours.rows(since, to) + ")")
                                        .orElseGet(() -> spans(since, to)) + " u" + tags(),
                        lately)
                : select(
                        groups(),
                        "usage_hour u",
                        plus(lately, "project_id = " + project, "bucket_start >= " + since, "bucket_start < " + to));
        return "with answers as (" + answers + "), known as (" + earlier + groupBy()
                + ") select * from known full join answers using (" + names + ")";
    }

    private static List<String> plus(List<String> conditions, String... more) {
        conditions.addAll(List.of(more));
        return conditions;
    }

    private static String select(String columns, String from, List<String> conditions) {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return "select " + columns.replaceFirst(",\\s*$", "") + " from " + from + where;
    }

    private String groups() {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < question.scope().groupBy().size(); i++) {
            columns.append(column(question.scope().groupBy().get(i)))
                    .append(" as g")
                    .append(i)
                    .append(", ");
        }
        return columns.toString();
    }

    private String groupBy() {
        return question.scope().groupBy().isEmpty() ? "" : " group by " + numbered("g%d");
    }

    private String numbered(String pattern) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < question.scope().groupBy().size(); i++) {
            names.add(pattern.formatted(i));
        }
        return String.join(", ", names);
    }

    private String tags() {
        return question.scope().groupBy().contains(Dimension.TAG.code())
                ? " cross join lateral (select distinct jsonb_array_elements_text(u.tags) as tag) as tags"
                : "";
    }

    private static String column(String dimension) {
        return switch (Dimension.ofCode(dimension).orElseThrow()) {
            case TYPE -> "u.span_type";
            case USER -> "u.user_id";
            case SESSION -> "u.session_id";
            case TAG -> "tag";
            default -> "u." + dimension;
        };
    }

    private static String condition(String dimension, String values) {
        return Dimension.ofCode(dimension).orElseThrow() == Dimension.TAG
                ? "u.tags ?| " + values
                : column(dimension) + " = any(" + values + ")";
    }

    private String value() {
        return switch (question.figure()) {
            case COST -> plainSum("cost_usd");
            case TOKENS -> plainSum(TOKENS);
            case UNPRICED_TOKENS -> plainSum("unpriced_tokens");
            case CALLS -> ofCalls("calls");
            case ERROR_RATE -> rate("errors");
            case TIMEOUT_RATE -> rate("timeouts");
            case SUCCESS_RATE -> "1 - " + rate("errors");
            case LATENCY_P50, LATENCY_P95, LATENCY_P99 -> latency();
            case TOKENS_PER_SECOND -> tokensPerSecond();
            case TIME_TO_FIRST_TOKEN ->
                "percentile_disc(0.95) within group (order by first_token_nanos) / %s::numeric as value, %s as samples"
                        .formatted(NANOS_PER_MILLI, "count(first_token_nanos)");
            default -> throw new IllegalArgumentException(question.figure() + " is no figure of usage");
        };
    }

    private static String plainSum(String expression) {
        return "sum(" + expression + ")::numeric as value, null::bigint as samples";
    }

    private String rate(String expression) {
        return "(%s)::numeric / nullif(%s, 0) as value, (%s)::bigint as samples"
                .formatted(calls("sum(" + expression + ")"), calls("sum(calls)"), calls("sum(calls)"));
    }

    private String ofCalls(String expression) {
        return "(%s)::numeric as value, null::bigint as samples".formatted(calls("sum(" + expression + ")"));
    }

    private String latency() {
        double quantile = question.figure().quantile().orElseThrow();
        return "(" + calls("percentile_disc(" + quantile + ") within group (order by duration_nanos)") + ") / "
                + NANOS_PER_MILLI + "::numeric as value, (" + calls("sum(calls)") + ")::bigint as samples";
    }

    private static String tokensPerSecond() {
        String model = " filter (where span_type = 'llm')";
        return "sum(output_tokens + reasoning_tokens)%1$s / (nullif(sum(duration_nanos)%1$s, 0) / %2$s::numeric) as value,"
                        .formatted(model, NANOS_PER_SECOND)
                + " (sum(calls)" + model + ")::bigint as samples";
    }

    /** As in the statistics of an agent: its own spans are its calls, and when it has none those of models are. */
    private String calls(String aggregate) {
        if (question.scope().names().contains(Dimension.TYPE.code())) {
            return aggregate;
        }
        return "case when sum(calls) filter (where span_type = 'agent') > 0 then %1$s filter (where span_type = 'agent')"
                        .formatted(aggregate)
                + " else %s filter (where span_type = 'llm') end".formatted(aggregate);
    }
}
