/** A real PostgreSQL from the class path, for machines that have none: the quick start and the tests. */
@NullMarked
package io.observabilityfactory.database.embedded;

import org.jspecify.annotations.NullMarked;
