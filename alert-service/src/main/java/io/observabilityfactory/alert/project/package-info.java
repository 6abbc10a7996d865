/** Which project a request is for. A request reads and writes rows of this project only. */
@NullMarked
package io.observabilityfactory.alert.project;

import org.jspecify.annotations.NullMarked;
