/**
 * What calls of models cost: at once, from the list prices that are part of this library, and as the server counts it. Money
 * is exact; tokens without a price are counted as unpriced, never as 0 USD.
 *
 * <p>{@code CostProcessor} sees every span of this process. Of spans that lie within each other the deepest one that reports
 * tokens pays, as on the server. What is charged is added to the {@code Ledger} of this process, which the budget guard adds to
 * what the server knew when it was last asked.
 */
@NullMarked
package io.observabilityfactory.sdk.cost;

import org.jspecify.annotations.NullMarked;
