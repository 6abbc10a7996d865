/** What became of everything that was received. */
@NullMarked
package io.observabilityfactory.query.ledger;

import org.jspecify.annotations.NullMarked;
