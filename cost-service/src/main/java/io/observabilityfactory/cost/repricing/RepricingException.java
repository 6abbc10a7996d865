package io.observabilityfactory.cost.repricing;

/** A round could not be taken further; the cause tells why. */
final class RepricingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Repricing round;

    RepricingException(Repricing round, Throwable cause) {
        super("round " + round.id() + " of pricing again could not be taken further", cause);
        this.round = round;
    }

    Repricing round() {
        return round;
    }
}
