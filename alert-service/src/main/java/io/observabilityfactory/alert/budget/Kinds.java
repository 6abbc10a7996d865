package io.observabilityfactory.alert.budget;

import io.observabilityfactory.alert.rule.RuleSettings;
import io.observabilityfactory.alert.rule.Settings;
import io.observabilityfactory.alert.rule.SettingsKinds;
import jakarta.inject.Singleton;

/** Budgets are a special kind of rules. */
@Singleton
final class Kinds implements SettingsKinds {

    @Override
    public Class<? extends Settings> of(String kind) {
        return kind.equals("budget") ? BudgetSettings.class : RuleSettings.class;
    }
}
