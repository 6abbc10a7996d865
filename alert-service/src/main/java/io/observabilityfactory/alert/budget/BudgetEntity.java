package io.observabilityfactory.alert.budget;

import io.observabilityfactory.alert.evaluation.DailyBudget;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.PartitionKey;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "budget")
class BudgetEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "budget_id")
    private long id;

    /** As the partition key it is part of the condition of every update. */
    @PartitionKey
    @Column(name = "project_id", updatable = false)
    private int projectId;

    private String name;

    @Nullable
    private String agent;

    @Column(name = "amount_usd")
    private BigDecimal amountUsd;

    @Column(name = "warning_share")
    private BigDecimal warningShare;

    @Column(name = "time_zone")
    private String timeZone;

    private String[] recipients;

    @CreationTimestamp
    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    protected BudgetEntity() {}

    static BudgetEntity of(int projectId, BudgetSettings settings) {
        BudgetEntity budget = new BudgetEntity();
        budget.projectId = projectId;
        budget.apply(settings);
        return budget;
    }

    BudgetEntity apply(BudgetSettings settings) {
        name = settings.name();
        agent = settings.agent();
        amountUsd = settings.amountUsd();
        warningShare = settings.warningShare();
        timeZone = settings.timeZone();
        recipients = settings.recipients().toArray(String[]::new);
        return this;
    }

    DailyBudget toDailyBudget() {
        return new DailyBudget(projectId, id, agent, amountUsd, warningShare, ZoneId.of(timeZone));
    }

    BudgetView toView(@Nullable TodayView today) {
        return new BudgetView(
                id, name, agent, amountUsd, warningShare, timeZone, List.of(recipients), createdAt, today);
    }
}
