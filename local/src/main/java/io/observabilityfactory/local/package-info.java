/** The whole system on one machine, for a first look and for the end-to-end tests. */
@NullMarked
package io.observabilityfactory.local;

import org.jspecify.annotations.NullMarked;
