/** Real parts for tests: a PostgreSQL per JVM with a migrated database per asker, and OTLP requests as agents send them. */
@NullMarked
package io.observabilityfactory.testkit;

import org.jspecify.annotations.NullMarked;
