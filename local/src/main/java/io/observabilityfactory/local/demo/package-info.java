/** The traffic of a small fleet of agents. */
@NullMarked
package io.observabilityfactory.local.demo;

import org.jspecify.annotations.NullMarked;
