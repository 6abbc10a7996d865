package io.observabilityfactory.alert.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.alert.rule.Settings;

/** Budgets for tests outside of this package, from what people post. */
public final class SimulatedBudgets {

    private SimulatedBudgets() {}

    public static Settings read(String json) {
        try {
            return new ObjectMapper().readValue(json, BudgetSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
