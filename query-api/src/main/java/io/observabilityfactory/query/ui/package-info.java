/**
 * What the web UI in {@code src/main/resources/web} needs of the server beside the API: its pages' addresses, and sessions, so that
 * a browser keeps an API key where no script can read it. To everything else a request with a session is one with that key.
 */
@NullMarked
package io.observabilityfactory.query.ui;

import org.jspecify.annotations.NullMarked;
