/** The limits of what is asked of the database. */
@NullMarked
package io.observabilityfactory.cost.database;

import org.jspecify.annotations.NullMarked;
