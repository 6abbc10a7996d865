package io.observabilityfactory.query;

/** The rollups keep an absent agent, model and so on as the empty string; people see a word. */
public final class UnknownName {

    private static final String SHOWN = "(unknown)";

    private UnknownName() {}

    public static String shown(String stored) {
        return stored.isEmpty() ? SHOWN : stored;
    }

    public static String stored(String shown) {
        return shown.equals(SHOWN) ? "" : shown;
    }
}
