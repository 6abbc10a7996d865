package io.observabilityfactory.alert.notification;

import io.observabilityfactory.alert.evaluation.Severity;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The text of a mail; the templates of this name show its parts. */
record BudgetMail(
        String project,
        String budget,
        @Nullable String agent,
        String day,
        String timeZone,
        String spent,
        String amount,
        String percent,
        String severity,
        boolean critical)
        implements MailTemplateInstance {

    private static final int FEWEST_DECIMALS = 2;

    static BudgetMail of(PendingNotification notification) {
        int decimals = Math.max(
                FEWEST_DECIMALS, notification.amountUsd().stripTrailingZeros().scale());
        return new BudgetMail(
                notification.project(),
                notification.budget(),
                notification.agent(),
                notification.day().toString(),
                notification.timeZone(),
                money(notification.spentUsd(), decimals),
                money(notification.amountUsd(), decimals),
                percent(notification.spentUsd(), notification.amountUsd()),
                notification.severity().code(),
                notification.severity() == Severity.CRITICAL);
    }

    String subject() {
        String state = critical ? "exceeded" : "at " + percent + " %";
        return "[" + severity + "] Daily budget '" + budget + "' " + state + ": " + spent + " of " + amount + " USD";
    }

    /** Rounded down: a warning must not look like a budget that is used up. */
    private static String money(BigDecimal usd, int decimals) {
        return usd.setScale(decimals, RoundingMode.DOWN).toPlainString();
    }

    private static String percent(BigDecimal spent, BigDecimal amount) {
        return spent.movePointRight(2).divide(amount, 0, RoundingMode.DOWN).toPlainString();
    }
}
