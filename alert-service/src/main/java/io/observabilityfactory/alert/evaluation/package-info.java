/** What was spent of a budget on its day, and the alerts that this raises. Knows nothing of who is told, or how. */
@NullMarked
package io.observabilityfactory.alert.evaluation;

import org.jspecify.annotations.NullMarked;
