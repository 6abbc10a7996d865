package io.observabilityfactory.ingest.normalize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Tags of a trace: clients send an array, the JSON text of one, or a list with commas. */
final class Tags {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 50;

    private Tags() {}

    /** A JSON array of distinct tags in order, null when there are none. */
    static @Nullable String json(List<String> reported) {
        List<String> tags = reported.stream()
                .flatMap(Tags::split)
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .map(StorableText::dimension)
                .distinct()
                .sorted()
                .limit(MOST)
                .toList();
        return tags.isEmpty() ? null : JSON.valueToTree(tags).toString();
    }

    private static Stream<String> split(String reported) {
        if (reported.startsWith("[")) {
            try {
                JsonNode array = JSON.readTree(reported);
                return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
            } catch (JsonProcessingException e) {
                // Cut off or no JSON at all: then it is a list like any other.
                return Arrays.stream(reported.substring(1).split(","));
            }
        }
        return Arrays.stream(reported.split(","));
    }
}
