package acceptance;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.openai.v1_1.OpenAITelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.List;
import java.util.Map;

/** OpenTelemetry's wrapper of OpenAI's Java client; the application's own span carries agent, session and user. */
public final class Run {

  private final Scenario scenario;
  private final OpenAIClient client;
  private final Tracer tracer;

  private Run(Scenario scenario, OpenTelemetrySdk sdk) {
    this.scenario = scenario;
    OpenAIClient plain = OpenAIOkHttpClient.builder().fromEnv().maxRetries(0).timeout(scenario.timeout()).build();
    client = OpenAITelemetry.builder(sdk).setCaptureMessageContent(true).build().wrap(plain);
    tracer = sdk.getTracer("travel-agent");
  }

  public static void main(String[] arguments) throws Exception {
    OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder().build().getOpenTelemetrySdk();
    new Run(Scenario.asked(arguments[0]), sdk).asAgent();
    sdk.close();
    System.exit(0); // the client's threads stay
  }

  private void asAgent() throws Exception {
    Span span =
        tracer
            .spanBuilder("invoke_agent " + Scenario.AGENT)
            .setAttribute("gen_ai.operation.name", "invoke_agent")
            .setAttribute("gen_ai.agent.name", Scenario.AGENT)
            .setAttribute("gen_ai.conversation.id", Scenario.SESSION)
            .setAttribute("user.id", Scenario.USER)
            .startSpan();
    try (Scope ignored = span.makeCurrent()) {
      scenario.expect(this::call);
    } finally {
      span.end();
    }
  }

  private void call() {
    if (scenario.api().equals("openai.embeddings")) {
      client.embeddings().create(EmbeddingCreateParams.builder().model(scenario.model()).input(scenario.prompt()).build());
    } else if (scenario.stream()) {
      stream();
    } else {
      chat();
    }
  }

  private ChatCompletionCreateParams.Builder request() {
    ChatCompletionCreateParams.Builder request = ChatCompletionCreateParams.builder().model(scenario.model());
    if (!scenario.system().isEmpty()) {
      request.addSystemMessage(scenario.system());
    }
    return request.addUserMessage(scenario.prompt());
  }

  private void stream() {
    ChatCompletionStreamOptions usage = ChatCompletionStreamOptions.builder().includeUsage(true).build();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(request().streamOptions(usage).build())) {
      chunks.stream().forEach(chunk -> {});
    }
  }

  private void chat() {
    ChatCompletionCreateParams.Builder request = request();
    if (!scenario.hasTool()) {
      client.chat().completions().create(request.build());
      return;
    }
    request.addFunctionTool(weather());
    ChatCompletionMessage message = client.chat().completions().create(request.build()).choices().get(0).message();
    String callId = message.toolCalls().orElseThrow().get(0).asFunction().id();
    request.addMessage(message);
    request.addMessage(ChatCompletionToolMessageParam.builder().toolCallId(callId).content(tool(callId)).build());
    client.chat().completions().create(request.build());
  }

  private String tool(String callId) {
    tracer
        .spanBuilder("execute_tool get_weather")
        .setAttribute("gen_ai.operation.name", "execute_tool")
        .setAttribute("gen_ai.tool.name", "get_weather")
        .setAttribute("gen_ai.tool.call.id", callId)
        .startSpan()
        .end();
    return scenario.toolResult();
  }

  private static FunctionDefinition weather() {
    FunctionParameters city =
        FunctionParameters.builder()
            .putAdditionalProperty("type", JsonValue.from("object"))
            .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
            .putAdditionalProperty("required", JsonValue.from(List.of("city")))
            .build();
    return FunctionDefinition.builder().name("get_weather").description("The weather of a city").parameters(city).build();
  }
}
