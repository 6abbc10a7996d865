/** Which project a request belongs to. */
@NullMarked
package io.observabilityfactory.ingest.project;

import org.jspecify.annotations.NullMarked;
