/**
 * Compares what is watched with what is stored, and commits what becomes of the alerts together with the messages people are to
 * get. Knows nothing of how these are delivered.
 */
@NullMarked
package io.observabilityfactory.alert.evaluation;

import org.jspecify.annotations.NullMarked;
