package acceptance;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Spring AI's chat client; the application's own observation carries agent and user, the client the conversation. */
public final class Run {

  @SpringBootApplication
  static class Application {}

  private final Scenario scenario;
  private final ConfigurableApplicationContext context;

  private Run(Scenario scenario, ConfigurableApplicationContext context) {
    this.scenario = scenario;
    this.context = context;
  }

  public static void main(String[] arguments) throws Exception {
    ConfigurableApplicationContext context = SpringApplication.run(Application.class, arguments);
    try {
      Run run = new Run(Scenario.asked(arguments[0]), context);
      run.scenario.expect(run::asAgent);
    } finally {
      context.close();
    }
    System.exit(0); // the client's threads stay
  }

  private void asAgent() {
    Observation.createNotStarted("invoke_agent", context.getBean(ObservationRegistry.class))
        .contextualName("invoke_agent " + Scenario.AGENT)
        .highCardinalityKeyValue("gen_ai.operation.name", "invoke_agent")
        .highCardinalityKeyValue("gen_ai.agent.name", Scenario.AGENT)
        .highCardinalityKeyValue("user.id", Scenario.USER)
        .observe(this::call);
  }

  private void call() {
    if (scenario.api().equals("openai.embeddings")) {
      OpenAiEmbeddingOptions options = OpenAiEmbeddingOptions.builder().model(scenario.model()).build();
      context.getBean(EmbeddingModel.class).call(new EmbeddingRequest(List.of(scenario.prompt()), options));
    } else if (scenario.stream()) {
      request().stream().content().blockLast();
    } else {
      request().call().content();
    }
  }

  private ChatClient.ChatClientRequestSpec request() {
    ChatClient client = context.getBean(ChatClient.Builder.class).build();
    ChatClient.ChatClientRequestSpec request =
        client
            .prompt()
            .user(scenario.prompt())
            .options(
                OpenAiChatOptions.builder()
                    .model(scenario.model())
                    .streamUsage(scenario.stream())
                    .timeout(scenario.timeout()))
            .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, Scenario.SESSION));
    if (!scenario.system().isEmpty()) {
      request.system(scenario.system());
    }
    if (scenario.hasTool()) {
      request.tools(new Weather());
    }
    return request;
  }
}
