/** What is past its time is removed, so that nothing grows for ever. */
@NullMarked
package io.observabilityfactory.alert.retention;

import org.jspecify.annotations.NullMarked;
