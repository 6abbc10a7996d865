package io.observabilityfactory.cost.settlement;

import io.observabilityfactory.cost.billing.Charge;
import io.observabilityfactory.cost.billing.TracedSpan;

/** Which charges are made anew although they would stand. */
public interface Anew {

    /** What was charged stays, as when a late span arrives. */
    Anew NOTHING = (span, before) -> false;

    boolean applies(TracedSpan span, Charge before);
}
