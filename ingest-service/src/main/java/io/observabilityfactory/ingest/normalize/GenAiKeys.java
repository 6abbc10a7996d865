package io.observabilityfactory.ingest.normalize;

import java.util.List;

/** Which attribute means what: the keys of each field in order, the first usable one wins. */
final class GenAiKeys {

    static final List<String> OPERATION = List.of("gen_ai.operation.name");
    static final List<String> PROVIDER = List.of("gen_ai.provider.name", "gen_ai.system");
    static final List<String> REQUEST_MODEL = List.of("gen_ai.request.model");
    static final List<String> RESPONSE_MODEL = List.of("gen_ai.response.model");
    static final List<String> RESPONSE_ID = List.of("gen_ai.response.id");
    static final List<String> FINISH_REASON = List.of("gen_ai.response.finish_reasons");

    static final List<String> INPUT_TOKENS = List.of("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens");
    static final List<String> OUTPUT_TOKENS = List.of("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens");
    static final List<String> TOTAL_TOKENS = List.of("gen_ai.usage.total_tokens");
    static final List<String> CACHE_READ_TOKENS = List.of("gen_ai.usage.cache_read.input_tokens");
    static final List<String> CACHE_WRITE_TOKENS =
            List.of("gen_ai.usage.cache_write.input_tokens", "gen_ai.usage.cache_creation.input_tokens");
    static final List<String> REASONING_TOKENS =
            List.of("gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens");
    static final List<String> AUDIO_INPUT_TOKENS = List.of("gen_ai.usage.audio.input_tokens");
    static final List<String> AUDIO_OUTPUT_TOKENS = List.of("gen_ai.usage.audio.output_tokens");

    /** Seconds. */
    static final List<String> TIME_TO_FIRST_TOKEN = List.of(
            "gen_ai.response.time_to_first_chunk",
            "gen_ai.client.operation.time_to_first_chunk",
            "gen_ai.server.time_to_first_token");

    static final List<String> AGENT_NAME = List.of("gen_ai.agent.name");
    static final List<String> AGENT_ID = List.of("gen_ai.agent.id");
    static final List<String> AGENT_VERSION = List.of("gen_ai.agent.version");
    static final List<String> TOOL = List.of("gen_ai.tool.name");
    static final List<String> TOOL_CALL = List.of("gen_ai.tool.name", "gen_ai.tool.call.id");
    static final List<String> SESSION = List.of("session.id", "gen_ai.conversation.id");
    static final List<String> USER = List.of("user.id", "enduser.id");
    static final List<String> RUN_ID = List.of("run.id", "job.id", "gen_ai.agent.run.id");

    /** An array, the JSON text of one, or a list with commas. */
    static final List<String> TAGS = List.of("langfuse.trace.tags", "tag.tags", "ai.telemetry.metadata.tags");

    static final List<String> ERROR_TYPE = List.of("error.type");
    static final List<String> EXCEPTION_TYPE = List.of("exception.type");
    static final List<String> EXCEPTION_MESSAGE = List.of("exception.message");

    static final List<String> SERVICE = List.of("service.name");
    static final List<String> SERVICE_VERSION = List.of("service.version");
    static final List<String> ENVIRONMENT = List.of("deployment.environment.name", "deployment.environment");

    private GenAiKeys() {}
}
