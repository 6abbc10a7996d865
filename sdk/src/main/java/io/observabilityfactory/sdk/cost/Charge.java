package io.observabilityfactory.sdk.cost;

import java.math.BigDecimal;

/** What one call of a model costs. */
record Charge(String traceId, String spanId, BigDecimal usd, long tokens, long unpricedTokens) {}
