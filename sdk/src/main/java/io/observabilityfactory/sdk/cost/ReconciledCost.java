package io.observabilityfactory.sdk.cost;

import java.math.BigDecimal;

/**
 * The cost of a block as this process reckoned it at once, and as the server has settled it.
 *
 * @param localUsd by the prices of this library and of the configuration
 * @param serverUsd by the prices of the project; the one that counts
 */
public record ReconciledCost(BigDecimal localUsd, BigDecimal serverUsd) {

    /** What the server counts more; negative when it counts less. */
    public BigDecimal differenceUsd() {
        return serverUsd.subtract(localUsd);
    }

    /** Whether both come to the same. */
    public boolean agrees() {
        return localUsd.compareTo(serverUsd) == 0;
    }
}
