package io.observabilityfactory.cost.settlement;

/** Claimed batches could not be settled; the cause tells why. Nothing of them was accounted for. */
final class SettlementException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ClaimedBatches batches;

    SettlementException(ClaimedBatches batches, Throwable cause) {
        super("batches " + batches.batchIds() + " of project " + batches.projectId() + " could not be settled", cause);
        this.batches = batches;
    }

    ClaimedBatches batches() {
        return batches;
    }
}
