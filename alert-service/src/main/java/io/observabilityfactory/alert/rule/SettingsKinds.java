package io.observabilityfactory.alert.rule;

/** Which settings a kind of rule has; budgets are in a package that knows this one. */
public interface SettingsKinds {

    Class<? extends Settings> of(String kind);
}
