/** The one way to the database, with its limits and the meaning of its failures. */
@NullMarked
package io.observabilityfactory.query.database;

import org.jspecify.annotations.NullMarked;
