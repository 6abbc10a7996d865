/**
 * What becomes of an alert as time passes: when it is pending, firing and resolved, and when people are told. Everything here is
 * a pure function of what was and what is seen now; time is an argument.
 */
@NullMarked
package io.observabilityfactory.alert.lifecycle;

import org.jspecify.annotations.NullMarked;
