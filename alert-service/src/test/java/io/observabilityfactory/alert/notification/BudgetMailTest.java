package io.observabilityfactory.alert.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.alert.evaluation.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class BudgetMailTest {

    @Test
    void subject_ofAnAlmostSpentBudget_isNotRoundedUpToAllOfIt() {
        assertThat(mail(Severity.WARNING, "100", "99.9999").subject())
                .isEqualTo("[warning] Daily budget 'fleet' at 99 %: 99.99 of 100.00 USD");
    }

    @Test
    void subject_ofABudgetBelowACent_showsTheDecimalsItHas() {
        assertThat(mail(Severity.CRITICAL, "0.0005", "0.00061").subject())
                .isEqualTo("[critical] Daily budget 'fleet' exceeded: 0.0006 of 0.0005 USD");
    }

    @Test
    void subject_ofARoundAmountStoredInPowersOfTen_isPlain() {
        assertThat(mail(Severity.CRITICAL, "1E+2", "1.052E+2").subject())
                .isEqualTo("[critical] Daily budget 'fleet' exceeded: 105.20 of 100.00 USD");
    }

    private static BudgetMail mail(Severity severity, String amount, String spent) {
        return BudgetMail.of(new PendingNotification(
                1,
                42,
                1,
                "ops@example.com",
                "default",
                "fleet",
                null,
                severity,
                LocalDate.of(2026, 3, 10),
                "UTC",
                new BigDecimal(amount),
                new BigDecimal(spent),
                Instant.EPOCH));
    }
}
