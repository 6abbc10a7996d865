package io.observabilityfactory.alert.channel;

/** A message would go to an address inside of the network that nobody has allowed. */
final class TargetRefusedException extends Exception {

    private static final long serialVersionUID = 1;

    TargetRefusedException(String host) {
        super(host + " is not a public address; observability-factory.alert.targets.allowed names those that are"
                + " allowed all the same");
    }
}
