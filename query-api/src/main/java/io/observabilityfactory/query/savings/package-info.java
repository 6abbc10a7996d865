/** What could have been saved, told from what was spent: each finding with its amount, how it was worked out, and spans that show it. */
@NullMarked
package io.observabilityfactory.query.savings;

import org.jspecify.annotations.NullMarked;
