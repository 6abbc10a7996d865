package acceptance;

import java.time.Duration;

/** One scenario of fake-llm/scenarios.json, as `record` tells it in the environment. */
record Scenario(
    String name, String api, boolean stream, String model, String system, String prompt, String toolResult, boolean fails) {

  static final String AGENT = "travel_agent";
  static final String SESSION = "session-42";
  static final String USER = "user-7";

  interface Work {
    void run() throws Exception;
  }

  static Scenario asked(String name) {
    return new Scenario(
        name,
        told("API"),
        told("STREAM").equals("true"),
        told("MODEL"),
        told("SYSTEM"),
        told("PROMPT"),
        told("TOOL_RESULT"),
        !told("ERROR").isEmpty());
  }

  private static String told(String name) {
    return System.getenv().getOrDefault("SCENARIO_" + name, "");
  }

  Duration timeout() {
    return Duration.ofMillis(Long.parseLong(told("TIMEOUT_MILLIS")));
  }

  boolean hasTool() {
    return !toolResult.isEmpty();
  }

  /** Runs it; one that must fail fails here, and a failure that was not asked for is thrown. */
  void expect(Work work) throws Exception {
    try {
      work.run();
    } catch (Exception failure) {
      if (!fails) {
        throw failure;
      }
      System.out.println(name + ": " + failure.getClass().getSimpleName() + ", as it should be");
      return;
    }
    if (fails) {
      throw new IllegalStateException(name + " should have failed");
    }
  }
}
