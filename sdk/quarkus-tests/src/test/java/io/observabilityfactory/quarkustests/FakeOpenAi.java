package io.observabilityfactory.quarkustests;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Answers every chat alike: 1,225 tokens in, of which 1,024 cached, and 33 out. */
public final class FakeOpenAi implements QuarkusTestResourceLifecycleManager {

    private static final String ANSWER = """
            {"id": "chatcmpl-1", "object": "chat.completion", "created": 1764200000, "model": "gpt-4o-2024-08-06",
             "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "42"}}],
             "usage": {"prompt_tokens": 1225, "completion_tokens": 33, "total_tokens": 1258,
                       "prompt_tokens_details": {"cached_tokens": 1024}}}""";

    private final WireMockServer server = new WireMockServer(options().dynamicPort());

    @Override
    public Map<String, String> start() {
        server.stubFor(post(urlPathEqualTo("/v1/chat/completions")).willReturn(okJson(ANSWER)));
        server.start();
        return Map.of("quarkus.langchain4j.openai.base-url", server.baseUrl() + "/v1");
    }

    @Override
    public void stop() {
        server.stop();
    }
}
