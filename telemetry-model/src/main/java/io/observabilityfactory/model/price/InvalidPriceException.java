package io.observabilityfactory.model.price;

/** A price that cannot be one; it names the field at fault. */
public final class InvalidPriceException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String field;
    private final String reason;

    public InvalidPriceException(String field, String reason) {
        super(field + " " + reason);
        this.field = field;
        this.reason = reason;
    }

    public String field() {
        return field;
    }

    public String reason() {
        return reason;
    }
}
