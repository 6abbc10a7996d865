/**
 * The ways to people: their settings and secrets, and how each puts a message into its own form and hands it over. What is not
 * delivered is tried again by whoever asked.
 */
@NullMarked
package io.observabilityfactory.alert.channel;

import org.jspecify.annotations.NullMarked;
