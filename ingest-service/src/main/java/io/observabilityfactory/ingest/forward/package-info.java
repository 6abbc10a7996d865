/**
 * Passes the spans a project has stored on to other backends over OTLP, at least once. It reads committed batches behind a
 * cursor that is kept in the database, on threads of its own: a backend that is slow or away holds up itself only.
 */
@NullMarked
package io.observabilityfactory.ingest.forward;

import org.jspecify.annotations.NullMarked;
