/**
 * Spans for calls of models that are made with LangChain4j. What is said to a model and what it answers is recorded only when that
 * is asked for.
 */
@NullMarked
package io.observabilityfactory.sdk.langchain4j;

import org.jspecify.annotations.NullMarked;
