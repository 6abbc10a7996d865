/** What a project wants kept of what is sent: how much of messages, and what is masked wherever it stands. */
@NullMarked
package io.observabilityfactory.ingest.privacy;

import org.jspecify.annotations.NullMarked;
