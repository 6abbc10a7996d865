package io.observabilityfactory.quarkustests;

import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;

/** A service of quarkus-langchain4j, which traces its calls by itself. */
@RegisterAiService
interface Mathematician {

    String answer(@UserMessage String question);
}
