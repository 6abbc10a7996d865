package acceptance;

import org.springframework.ai.tool.annotation.Tool;

/** The tool of the tool scenario. */
final class Weather {

  @Tool(name = "get_weather", description = "The weather of a city")
  String weather(String city) {
    return Scenario.asked("tool").toolResult();
  }
}
