package io.observabilityfactory.bench.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/**
 * One run of an agent as lines of {@code COPY}: an agent span, three calls of a model, two of tools, a retriever and an
 * embedding, with 1.6 kB of attributes each. Agents, models and users are used as unevenly as people use them.
 */
final class AgentRun {

    static final int SPANS = 8;
    static final int AGENTS = 20;
    static final int USERS = 5_000;

    static final String COLUMNS = "project_id, trace_id, span_id, start_time, parent_span_id, batch_id, name, kind,"
            + " span_type, status, error_type, timed_out, duration_nanos, service, environment, resource_hash, provider,"
            + " request_model, response_model, agent, user_id, session_id, tags, run_id, input_tokens, cache_read_tokens,"
            + " cache_write_tokens, output_tokens, reasoning_tokens, audio_input_tokens, audio_output_tokens, attributes";

    private static final String NULL = "\\N";
    private static final int MESSAGE_LENGTH = 1_350;
    private static final int ERRORS_PER_THOUSAND = 25;

    private static final List<String> TYPES =
            List.of("agent", "llm", "tool", "llm", "retriever", "tool", "embedding", "llm");

    private static final List<String> MODELS =
            List.of("gpt-4o-mini", "gpt-4o-mini", "gpt-4o", "claude-sonnet-4-5", "gemini-2.5-pro");

    private static final String[] WORDS = """
            the of and to in is that for as was with be by on not are or from which have an has been if more when will would
            model answer question customer invoice amount order delivery late refund policy document search result table
            average median report quarter revenue forecast supplier contract clause notice period renew cancel account balance
            payment failed retry because address missing country please summarize explain compare list reasons why sales
            dropped between while marketing costs rose according internal figures last reviewed database query returned
            function parameter expected error exception module import class method test coverage branch merge review""".split("\\s+");

    private final Random random;

    AgentRun(Random random) {
        this.random = random;
    }

    /** @param rareWord that is in what the first span says, empty for none */
    String lines(long batchId, Instant start, String rareWord) {
        String traceId = hex(16);
        int agent = unevenly(AGENTS);
        String model = MODELS.get((agent + random.nextInt(2)) % MODELS.size());
        StringBuilder lines = new StringBuilder(SPANS * 2_100);
        long stepMillis = 50 + random.nextInt(2_000);
        for (int number = 0; number < SPANS; number++) {
            String type = TYPES.get(number);
            boolean root = number == 0;
            boolean embedding = type.equals("embedding");
            boolean callsModel = type.equals("llm") || embedding;
            boolean failed = random.nextInt(1_000) < ERRORS_PER_THOUSAND;
            append(
                    lines,
                    "1",
                    "\\\\x" + traceId,
                    "\\\\x%016x".formatted(number + 1),
                    start.plusMillis(number * stepMillis).truncatedTo(ChronoUnit.MICROS),
                    root ? NULL : "\\\\x0000000000000001",
                    batchId,
                    root ? "run agent_" + agent : type + " step",
                    "client",
                    type,
                    failed ? "error" : "unset",
                    failed ? "TimeoutError" : NULL,
                    failed,
                    (root ? SPANS * stepMillis : stepMillis - 10) * 1_000_000,
                    "bench-" + agent % 5,
                    agent % 4 == 0 ? "staging" : "production",
                    "\\\\x00",
                    callsModel ? "openai" : NULL,
                    callsModel ? embedding ? "text-embedding-3-small" : model : NULL,
                    callsModel ? embedding ? "text-embedding-3-small" : model : NULL,
                    root ? "agent_" + agent : NULL,
                    root ? "user_" + unevenly(USERS) : NULL,
                    root ? "conversation_" + traceId.substring(0, 5) : NULL,
                    root && random.nextInt(10) == 0 ? "[\"beta\"]" : NULL,
                    root ? "run_" + traceId : NULL,
                    callsModel ? 400 + random.nextInt(1_600) : NULL,
                    callsModel ? random.nextInt(400) : NULL,
                    callsModel ? 0 : NULL,
                    callsModel ? embedding ? 0 : 50 + random.nextInt(400) : NULL,
                    callsModel ? 0 : NULL,
                    callsModel ? 0 : NULL,
                    callsModel ? 0 : NULL,
                    attributes(type, model, root ? rareWord : ""));
        }
        return lines.toString();
    }

    /** JSON within JSON, as the conventions have messages; COPY wants backslashes doubled. */
    private String attributes(String type, String model, String rareWord) {
        String messages = "[{\"role\":\"user\",\"content\":\"" + prose(rareWord) + "\"}]";
        String json = "{\"gen_ai.operation.name\": \"" + type + "\", \"gen_ai.request.model\": \"" + model
                + "\", \"server.address\": \"api.example.org\", \"gen_ai.input.messages\": \""
                + messages.replace("\"", "\\\"") + "\"}";
        return json.replace("\\", "\\\\");
    }

    private String prose(String rareWord) {
        StringBuilder text =
                new StringBuilder(MESSAGE_LENGTH + 40).append(rareWord).append(' ');
        while (text.length() < MESSAGE_LENGTH) {
            text.append(
                            random.nextInt(12) == 0
                                    ? Integer.toString(random.nextInt(100_000))
                                    : WORDS[random.nextInt(WORDS.length)])
                    .append(' ');
        }
        return text.toString();
    }

    /** From 0, small numbers far more often than large ones. */
    private int unevenly(int count) {
        double uniform = random.nextDouble();
        return (int) (count * uniform * uniform * uniform);
    }

    private String hex(int bytes) {
        StringBuilder text = new StringBuilder(2 * bytes);
        for (int i = 0; i < bytes; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16)).append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    private static void append(StringBuilder lines, Object... fields) {
        for (int i = 0; i < fields.length; i++) {
            lines.append(i == 0 ? "" : "\t").append(fields[i]);
        }
        lines.append('\n');
    }
}
