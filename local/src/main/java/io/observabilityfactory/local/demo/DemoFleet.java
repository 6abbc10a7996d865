package io.observabilityfactory.local.demo;

import static java.time.Duration.ofMillis;

import io.observabilityfactory.sdk.TracedOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The runs of four agents, always the same, so that every figure shown of them can be checked: a training, code being
 * written with a warm prompt cache, data being analysed, and research with one call that times out. They cost 1.1655 USD.
 */
public final class DemoFleet {

    /** The run whose tree is shown. */
    public static final String TRAINING_RUN = "training_job_001";

    /** No run takes longer. */
    static final Duration LONGEST_RUN = ofMillis(39_000);

    private DemoFleet() {}

    /**
     * What came of a run.
     *
     * @param paidCalls calls of models that have to be paid
     */
    public record RecordedRun(String traceId, long paidCalls) {}

    /** Records all runs as starting at {@code start}, with the integration that is enabled. */
    public static List<RecordedRun> run(Instant start) {
        return runs().stream()
                .map(run -> new RecordedRun(record(run, start), run.paidCalls()))
                .toList();
    }

    static List<Work> runs() {
        List<Work> runs = new ArrayList<>(List.of(training()));
        IntStream.rangeClosed(1, 4).forEach(i -> runs.add(coding(i)));
        IntStream.rangeClosed(1, 4).forEach(i -> runs.add(analysis(i)));
        IntStream.rangeClosed(1, 3).forEach(i -> runs.add(research(i)));
        return runs;
    }

    private static Work training() {
        ModelCall generate =
                ModelCall.of("openai", "gpt-4o-mini", ofMillis(120), 1_200, 150).named("llm.generate");
        List<Step> trainModel = new ArrayList<>(Collections.nCopies(10, generate));
        trainModel.add(Work.step("update_model", ofMillis(320)));
        return Work.agent(
                "train_agent",
                "train_agent",
                TRAINING_RUN,
                ofMillis(2_340),
                List.of(
                        Work.step("load_data", ofMillis(450)),
                        Work.step("train_model", ofMillis(1_520), trainModel.toArray(Step[]::new)),
                        Work.step("evaluate", ofMillis(370))));
    }

    private static Work coding(int number) {
        ModelCall call = ModelCall.of("anthropic", "claude-sonnet-4-5", ofMillis(4_100), 18_000, 2_500)
                .cached(12_000);
        return agent("code_executor", number, ofMillis(10_400), call, Work.tool("run_tests", ofMillis(2_200)), call);
    }

    private static Work analysis(int number) {
        ModelCall call = ModelCall.of("openai", "gpt-4o", ofMillis(3_000 + 400L * number), 30_000, 3_000);
        return agent("data_analyst", number, ofMillis(6_000), Work.tool("query_warehouse", ofMillis(800)), call);
    }

    private static Work research(int number) {
        ModelCall call = ModelCall.of("gcp.gemini", "gemini-2.5-pro", ofMillis(7_500), 40_000, 4_000)
                .reasoning(2_500);
        Work search = Work.tool("web_search", ofMillis(1_300));
        return number == 2
                ? agent(
                        "research_agent",
                        number,
                        LONGEST_RUN,
                        search,
                        call.lasting(ofMillis(30_000)).timedOut(),
                        call)
                : agent("research_agent", number, ofMillis(9_000), search, call);
    }

    private static Work agent(String agent, int number, Duration duration, Step... inside) {
        return Work.agent("invoke_agent " + agent, agent, agent + "_00" + number, duration, List.of(inside));
    }

    /** The trace id. */
    private static String record(Step step, Instant start) {
        TracedOperation operation = step.begin().startedAt(start).start();
        Instant next = start;
        for (Step inside : step.inside()) {
            record(inside, next);
            next = next.plus(inside.duration());
        }
        step.describe(operation);
        operation.closeAt(start.plus(step.duration()));
        return operation.traceId();
    }
}
