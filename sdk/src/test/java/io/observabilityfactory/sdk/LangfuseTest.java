package io.observabilityfactory.sdk;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LangfuseTest {

    @RegisterExtension
    static final WireMockExtension LANGFUSE =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @Test
    void traces_goThereAsWell() {
        LANGFUSE.stubFor(post(urlPathEqualTo("/api/public/otel/v1/traces")).willReturn(ok()));
        try (Recording recording =
                Recording.start(builder -> builder.langfuse(LANGFUSE.baseUrl() + "/", "pk-1", "sk-1"))) {
            Tracer.traceAgent("math_agent", () -> {});

            assertThat(recording.spans()).hasSize(1);
            LANGFUSE.verify(
                    1,
                    postRequestedFor(urlPathEqualTo("/api/public/otel/v1/traces"))
                            .withBasicAuth(new com.github.tomakehurst.wiremock.client.BasicCredentials("pk-1", "sk-1"))
                            .withHeader("Content-Type", equalTo("application/x-protobuf")));
        }
    }
}
