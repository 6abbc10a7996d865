/** Projects and API keys from the command line, as long as nobody may use an API yet. */
@NullMarked
package io.observabilityfactory.database.access;

import org.jspecify.annotations.NullMarked;
