package io.observabilityfactory.bench.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What is measured: each question with so many different values that it is not one cached answer that is timed. */
public final class Questions {

    private static final int VALUES = 100;

    private Questions() {}

    public static List<Question> of(AgentMonth month) {
        String range = "from=" + encoded(month.start()) + "&to=" + encoded(month.end());
        String lastDay = "from=" + encoded(month.end().minus(Duration.ofDays(1))) + "&to=" + encoded(month.end());
        List<String> traces = month.texts("select encode(trace_id, 'hex') from trace_settlement where span_count > 0"
                + " order by md5(trace_id::text) limit " + VALUES);
        List<String> sessions = month.texts("select session_id from trace_settlement where session_id is not null"
                + " order by md5(trace_id::text) limit " + VALUES);
        List<Question> questions = new ArrayList<>();
        questions.add(asked("trace by id", 20, trace -> "/api/v1/traces/" + traces.get(trace % traces.size())));
        questions.add(asked("trace by run id", 20, trace -> "/api/v1/traces/run_" + traces.get(trace % traces.size())));
        questions.add(asked("list: the newest", 100, page -> "/api/v1/traces?" + range + "&limit=" + (20 + page)));
        questions.add(asked(
                "list: agent, model, failed, duration",
                100,
                number -> "/api/v1/traces?" + range + "&agent=agent_" + number % AgentRun.AGENTS
                        + "&model=gpt-4o&status=error&minDurationMs=" + (1_000 + 10 * number)));
        questions.add(asked(
                "list: four labels that many have",
                100,
                number -> "/api/v1/traces?" + range
                        + "&environment=production&provider=openai&model=gpt-4o-mini&agent=agent_" + (1 + number % 3)));
        questions.add(asked(
                "list: labels that never meet",
                100,
                // Every fourth agent is in staging alone.
                number -> "/api/v1/traces?" + range + "&environment=production&agent=agent_" + number % 5 * 4));
        questions.add(asked(
                "list: a user",
                100,
                number -> "/api/v1/traces?" + range + "&user=user_" + number * (AgentRun.USERS / VALUES)));
        questions.add(asked(
                "list: a session",
                100,
                number -> "/api/v1/traces?" + range + "&session=" + sessions.get(number % sessions.size())));
        questions.add(asked(
                "list: the dearest (nearly none)",
                100,
                number -> "/api/v1/traces?" + range + "&minCostUsd=0.0" + (300 + number)));
        questions.add(asked(
                "list: a cost that nothing reaches",
                100,
                number -> "/api/v1/traces?" + range + "&minCostUsd=" + (10 + number)));
        questions.add(asked(
                "list: a duration that nothing reaches",
                100,
                number -> "/api/v1/traces?" + range + "&minDurationMs=" + (1_000_000 + number)));
        questions.add(
                asked("text: a word of a day", 0, number -> "/api/v1/traces?" + lastDay + "&text=invoice+" + number));
        questions.add(asked(
                "text: a rare word of a month",
                0,
                number -> "/api/v1/traces?" + range + "&text=" + AgentMonth.RARE_WORD));
        questions.add(asked(
                "statistics of an agent",
                50,
                number -> "/api/v1/agents/agent_" + number % AgentRun.AGENTS + "/stats?" + range));
        questions.add(asked("statistics of all agents", 50, number -> "/api/v1/agents?" + range));
        questions.add(asked(
                "cost report by agent",
                50,
                number -> "/api/v1/costs/report?groupBy=agent&from=" + day(month.start()) + "&to=" + day(month.end())));
        questions.add(asked(
                "cost report by model, days of India",
                50,
                number -> "/api/v1/costs/report?groupBy=model&timeZone=Asia/Kolkata&from=" + day(month.start()) + "&to="
                        + day(month.end())));
        questions.add(asked(
                "cost report by user",
                0,
                number -> "/api/v1/costs/report?groupBy=user&from=" + day(month.start()) + "&to=" + day(month.end())));
        questions.add(asked(
                "comparison of two agents",
                50,
                number -> "/api/v1/agents/compare?a=agent_" + number % 10 + "&b=agent_" + (10 + number % 10) + "&"
                        + range));
        questions.add(asked("cost breakdown by model", 50, number -> "/api/v1/costs/breakdown?by=model&" + range));
        questions.add(asked(
                "bottlenecks", 20, trace -> "/api/v1/traces/" + traces.get(trace % traces.size()) + "/bottlenecks"));
        questions.add(asked("cost breakdown by session", 0, number -> "/api/v1/costs/breakdown?by=session&" + range));
        questions.add(
                asked("sessions, the newest", 0, number -> "/api/v1/sessions?" + range + "&limit=" + (20 + number)));
        questions.add(asked(
                "users, the dearest", 0, number -> "/api/v1/users?sort=cost&" + range + "&limit=" + (20 + number)));
        questions.add(asked(
                "savings of a week",
                0,
                number -> "/api/v1/savings?from=" + encoded(month.end().minus(Duration.ofDays(7))) + "&to="
                        + encoded(month.end())));
        questions.add(asked("Jaeger: services", 0, number -> "/jaeger/api/services"));
        questions.add(asked(
                "Jaeger: 20 traces of a service",
                0,
                number -> "/jaeger/api/traces?service=bench-" + number % 5 + "&start=" + micros(month.start()) + "&end="
                        + micros(month.end())));
        return questions;
    }

    private static Question asked(String name, long targetMillis, IntFunction<String> path) {
        return new Question(
                name, targetMillis, IntStream.range(0, VALUES).mapToObj(path).toList());
    }

    private static String encoded(Instant time) {
        return URLEncoder.encode(time.toString(), StandardCharsets.UTF_8);
    }

    private static String day(Instant time) {
        return time.toString().substring(0, 10);
    }

    private static long micros(Instant time) {
        return time.toEpochMilli() * 1_000;
    }
}
