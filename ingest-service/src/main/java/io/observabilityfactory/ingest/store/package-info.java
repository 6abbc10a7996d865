/** Group commit: what concurrent exports carry is written in few transactions, and confirmed when they are committed. */
@NullMarked
package io.observabilityfactory.ingest.store;

import org.jspecify.annotations.NullMarked;
