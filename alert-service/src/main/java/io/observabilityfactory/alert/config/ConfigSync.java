package io.observabilityfactory.alert.config;

import io.observabilityfactory.alert.budget.BudgetSettings;
import io.observabilityfactory.alert.rule.RuleKind;
import io.observabilityfactory.alert.rule.RuleStore;
import io.observabilityfactory.alert.rule.StoredRule;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the budgets of a configuration file what the file says, in one transaction: new ones are made, others changed or removed.
 * Those that were made by themselves are left alone, and one that is the same is not touched, so that it does not alert anew.
 */
@ApplicationScoped
class ConfigSync {

    private static final String ORIGIN = "config";

    private final Pool database;
    private final RuleStore rules;

    ConfigSync(Pool database, RuleStore rules) {
        this.database = database;
        this.rules = rules;
    }

    Uni<Void> apply(int projectId, List<BudgetSettings> wanted) {
        return database.withTransaction(
                transaction -> rules.ofOrigin(transaction, projectId, RuleKind.BUDGET, ORIGIN, BudgetSettings.class)
                        .chain(known -> apply(transaction, projectId, wanted, known)));
    }

    private Uni<Void> apply(
            SqlConnection transaction,
            int projectId,
            List<BudgetSettings> wanted,
            List<StoredRule<BudgetSettings>> known) {
        Map<String, StoredRule<BudgetSettings>> byName =
                known.stream().collect(Collectors.toMap(rule -> rule.settings().name(), Function.identity()));
        Set<String> names = new HashSet<>();
        Uni<Void> all = Uni.createFrom().voidItem();
        for (BudgetSettings budget : wanted) {
            names.add(budget.name());
            all = all.chain(() -> apply(transaction, projectId, budget, byName.get(budget.name())));
        }
        for (StoredRule<BudgetSettings> rule : known) {
            if (!names.contains(rule.settings().name())) {
                all = all.chain(() -> rules.remove(transaction, projectId, RuleKind.BUDGET, rule.id()));
            }
        }
        return all;
    }

    private Uni<Void> apply(
            SqlConnection transaction,
            int projectId,
            BudgetSettings wanted,
            @Nullable StoredRule<BudgetSettings> known) {
        if (known == null) {
            return rules.create(transaction, projectId, RuleKind.BUDGET, wanted, BudgetSettings.class, ORIGIN)
                    .replaceWithVoid();
        }
        return known.settings().equals(wanted)
                ? Uni.createFrom().voidItem()
                : rules.replace(transaction, projectId, RuleKind.BUDGET, known.id(), wanted, BudgetSettings.class)
                        .replaceWithVoid();
    }
}
