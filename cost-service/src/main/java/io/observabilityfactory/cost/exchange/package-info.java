/** Prices from and for elsewhere: lists in JSON and CSV, LiteLLM's file, the configuration file of the SDK. */
@NullMarked
package io.observabilityfactory.cost.exchange;

import org.jspecify.annotations.NullMarked;
