package io.observabilityfactory.cost.billing;

import io.observabilityfactory.model.price.Cost;
import io.observabilityfactory.model.price.CostSource;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is done with a cost that a client reports for a call. */
public enum ReportedCosts {
    /** It is kept beside the computed one, which is charged. */
    BESIDE,
    /** It is charged where the usage, or a part of it, has no price. */
    WHERE_UNPRICED,
    /** It is charged wherever there is one. */
    PREFERRED;

    CostSource source(Cost computed, @Nullable BigDecimal reportedUsd) {
        boolean wins = reportedUsd != null
                && switch (this) {
                    case BESIDE -> false;
                    case WHERE_UNPRICED -> computed.unpricedTokens() > 0;
                    case PREFERRED -> true;
                };
        return wins ? CostSource.REPORTED : CostSource.COMPUTED;
    }
}
