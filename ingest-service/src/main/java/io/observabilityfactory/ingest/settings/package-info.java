/** What a project wants kept of what is sent, and for how long, as it administers it. */
@NullMarked
package io.observabilityfactory.ingest.settings;

import org.jspecify.annotations.NullMarked;
