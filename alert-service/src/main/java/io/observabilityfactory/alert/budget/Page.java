package io.observabilityfactory.alert.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param nextCursor where the next page starts; null on the last one */
record Page<T>(List<T> items, @Nullable String nextCursor) {}
