package io.observabilityfactory.cost.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param nextCursor where the next page starts; null on the last one */
public record Page(List<? extends JsonNode> items, @Nullable String nextCursor) {}
