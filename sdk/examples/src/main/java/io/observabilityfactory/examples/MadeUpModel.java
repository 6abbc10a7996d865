package io.observabilityfactory.examples;

import io.observabilityfactory.sdk.ModelUsage;
import io.observabilityfactory.sdk.TracedOperation;
import io.observabilityfactory.sdk.Tracer;
import java.time.Duration;

/** Stands for a client of a model. Client libraries that are instrumented, and LangChain4j with the listener, do this by themselves. */
final class MadeUpModel {

    private static final long OUTPUT_TOKENS = 150;

    private MadeUpModel() {}

    static String generate(String prompt) {
        try (TracedOperation call = Tracer.startModelCall("openai", "gpt-4o-mini")) {
            call.recordFirstToken(Duration.ofMillis(80));
            call.recordUsage(ModelUsage.of(1_200 + prompt.length(), OUTPUT_TOKENS));
            return "an answer";
        }
    }
}
