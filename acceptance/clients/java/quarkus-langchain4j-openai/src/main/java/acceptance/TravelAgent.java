package acceptance;

import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;
import io.quarkiverse.langchain4j.ToolBox;
import io.smallrye.mutiny.Multi;

/** The agent under test. */
@RegisterAiService
interface TravelAgent {

  @SystemMessage("{system}")
  @UserMessage("{prompt}")
  String answer(String system, String prompt);

  @SystemMessage("{system}")
  @UserMessage("{prompt}")
  @ToolBox(Weather.class)
  String answerWithTool(String system, String prompt);

  @SystemMessage("{system}")
  @UserMessage("{prompt}")
  Multi<String> stream(String system, String prompt);
}
