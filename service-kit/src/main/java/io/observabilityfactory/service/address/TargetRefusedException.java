package io.observabilityfactory.service.address;

/** A message would go to an address inside of the network that nobody has allowed. */
public final class TargetRefusedException extends Exception {

    private static final long serialVersionUID = 1;

    TargetRefusedException(String host, String property) {
        super(host + " is not a public address; " + property + " names those that are allowed all the same");
    }
}
