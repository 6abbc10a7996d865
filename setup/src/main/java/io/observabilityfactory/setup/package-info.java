/** What an installation runs once and then ends: the image {@code setup} of the Helm chart and the compose file. */
@NullMarked
package io.observabilityfactory.setup;

import org.jspecify.annotations.NullMarked;
