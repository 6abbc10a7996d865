/**
 * Real parts for tests: a PostgreSQL per JVM with a migrated database per asker, OTLP requests as agents send them, a provider of
 * OpenID Connect.
 */
@NullMarked
package io.observabilityfactory.testkit;

import org.jspecify.annotations.NullMarked;
