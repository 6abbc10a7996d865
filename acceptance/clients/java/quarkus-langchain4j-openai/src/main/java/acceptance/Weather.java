package acceptance;

import dev.langchain4j.agent.tool.Tool;
import jakarta.enterprise.context.ApplicationScoped;

/** The tool of the tool scenario. */
@ApplicationScoped
class Weather {

  @Tool(name = "get_weather", value = "The weather of a city")
  String weather(String city) {
    return Scenario.asked("tool").toolResult();
  }
}
