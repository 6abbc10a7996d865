/** Whose request it is, and whether it may send. */
@NullMarked
package io.observabilityfactory.ingest.auth;

import org.jspecify.annotations.NullMarked;
