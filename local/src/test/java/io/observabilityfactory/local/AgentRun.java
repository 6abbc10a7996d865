package io.observabilityfactory.local;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/** An agent that calls two models and a tool, recorded with the stock OpenTelemetry SDK. */
final class AgentRun {

    /**
     * By the list prices, in millionths of a USD: gpt-4o 201 x 2.50 + 1024 cached x 1.25 + 33 x 10.00 = 2112.5;
     * claude-sonnet-4-5 2000 x 3.00 + 500 x 15.00 = 13500.
     */
    static final BigDecimal COST_USD = new BigDecimal("0.0156125");

    static final long TOKENS = 1_225 + 33 + 2_000 + 500;

    static final int SPANS = 4;

    private AgentRun() {}

    /** Records a run and returns its trace id when the exporter has been given everything. */
    static String export(String agent, SpanExporter exporter) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        try {
            return record(agent, provider.get("end-to-end-test"));
        } finally {
            provider.shutdown().join(30, TimeUnit.SECONDS);
        }
    }

    private static String record(String agent, Tracer tracer) {
        var root = tracer.spanBuilder("invoke_agent " + agent)
                .setAttribute("gen_ai.operation.name", "invoke_agent")
                .setAttribute("gen_ai.agent.name", agent)
                .setAttribute("run.id", agent + "-run")
                .startSpan();
        Context run = Context.root().with(root);
        chat(tracer, run, "openai", "gpt-4o-2024-08-06", 1_225, 33)
                .setAttribute("gen_ai.usage.cache_read.input_tokens", 1_024)
                .startSpan()
                .end();
        tracer.spanBuilder("execute_tool search")
                .setParent(run)
                .setAttribute("gen_ai.operation.name", "execute_tool")
                .setAttribute("gen_ai.tool.name", "search")
                .startSpan()
                .end();
        chat(tracer, run, "anthropic", "claude-sonnet-4-5-20250929", 2_000, 500)
                .startSpan()
                .end();
        root.end();
        return root.getSpanContext().getTraceId();
    }

    private static SpanBuilder chat(
            Tracer tracer, Context run, String provider, String model, long inputTokens, long outputTokens) {
        return tracer.spanBuilder("chat " + model)
                .setParent(run)
                .setAttribute("gen_ai.operation.name", "chat")
                .setAttribute("gen_ai.provider.name", provider)
                .setAttribute("gen_ai.request.model", model)
                .setAttribute("gen_ai.response.model", model)
                .setAttribute("gen_ai.usage.input_tokens", inputTokens)
                .setAttribute("gen_ai.usage.output_tokens", outputTokens);
    }
}
