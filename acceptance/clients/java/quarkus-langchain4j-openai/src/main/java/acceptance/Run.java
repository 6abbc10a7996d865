package acceptance;

import dev.langchain4j.model.embedding.EmbeddingModel;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;

/** An AI service of quarkus-langchain4j; the application's own span carries agent, session and user. */
@QuarkusMain
public class Run implements QuarkusApplication {

  @Inject TravelAgent agent;
  @Inject EmbeddingModel embeddings;
  @Inject Tracer tracer;

  @Override
  @ActivateRequestContext
  public int run(String... arguments) throws Exception {
    Scenario scenario = Scenario.asked(arguments[0]);
    Span span =
        tracer
            .spanBuilder("invoke_agent " + Scenario.AGENT)
            .setAttribute("gen_ai.operation.name", "invoke_agent")
            .setAttribute("gen_ai.agent.name", Scenario.AGENT)
            .setAttribute("gen_ai.conversation.id", Scenario.SESSION)
            .setAttribute("user.id", Scenario.USER)
            .startSpan();
    try (Scope ignored = span.makeCurrent()) {
      scenario.expect(() -> call(scenario));
    } finally {
      span.end();
    }
    return 0;
  }

  private void call(Scenario scenario) {
    String system = scenario.system().isEmpty() ? "You are a terse travel agent." : scenario.system();
    if (scenario.api().equals("openai.embeddings")) {
      embeddings.embed(scenario.prompt());
    } else if (scenario.stream()) {
      agent.stream(system, scenario.prompt()).collect().asList().await().indefinitely();
    } else if (scenario.hasTool()) {
      agent.answerWithTool(system, scenario.prompt());
    } else {
      agent.answer(system, scenario.prompt());
    }
  }
}
