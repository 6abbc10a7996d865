/** Looks whether an installation works, as a client would find out. */
@NullMarked
package io.observabilityfactory.setup.check;

import org.jspecify.annotations.NullMarked;
