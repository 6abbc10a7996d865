package io.observabilityfactory.sdk.cost;

/** A budget is used up, and the guard is set to stop. */
public final class BudgetExceededException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient BudgetStatus status;

    BudgetExceededException(BudgetStatus status) {
        super(status.told());
        this.status = status;
    }

    /** How the budget stood. */
    public BudgetStatus status() {
        return status;
    }
}
