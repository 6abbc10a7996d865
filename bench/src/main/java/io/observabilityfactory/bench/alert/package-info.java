/** How fast rules are evaluated, and how long a crossed budget takes to a mailbox. */
@NullMarked
package io.observabilityfactory.bench.alert;

import org.jspecify.annotations.NullMarked;
