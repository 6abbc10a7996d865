/** What a native compilation of the services needs, as far as it can be seen without one. */
@NullMarked
package io.observabilityfactory.packaging.nativeimage;

import org.jspecify.annotations.NullMarked;
