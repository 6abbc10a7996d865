/** The connections to the database, with their bounds. */
@NullMarked
package io.observabilityfactory.service.database;

import org.jspecify.annotations.NullMarked;
