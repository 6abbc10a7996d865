/** Secrets that are kept in the database, and readable only with a key that is not there. */
@NullMarked
package io.observabilityfactory.service.secret;

import org.jspecify.annotations.NullMarked;
