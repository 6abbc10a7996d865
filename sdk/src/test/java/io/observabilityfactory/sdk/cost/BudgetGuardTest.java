package io.observabilityfactory.sdk.cost;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.observabilityfactory.sdk.config.AlertLevel;
import io.observabilityfactory.sdk.config.ObservabilityConfig;
import io.observabilityfactory.sdk.query.QueryApi;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How budgets stand between two answers of the server, by a clock that only this test moves. */
class BudgetGuardTest {

    private static final Instant MORNING = Instant.parse("2026-11-27T08:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-28T00:00:00Z");

    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private Instant now = MORNING;
    private final Ledger ledger = new Ledger(() -> now);

    private BudgetWatch watch(Standing... own) {
        ObservabilityConfig.Server server = new ObservabilityConfig.Server(SERVER.baseUrl(), SERVER.baseUrl(), null);
        return new BudgetWatch(QueryApi.of(server), ledger, List.of(own), "test", () -> now);
    }

    private static void serverSays(String... budgets) {
        SERVER.stubFor(get(urlPathEqualTo("/api/v1/budgets"))
                .willReturn(okJson(Stream.of(budgets)
                        .collect(Collectors.joining(",", "{\"items\": [", "], \"nextCursor\": null}")))));
    }

    private static String budget(String name, String scope, String amount, String used) {
        return """
                {"id": 1, "name": "%s", %s "amountUsd": %s, "period": "day", "state": {"periodStart": "2026-11-27T00:00:00Z",
                 "periodEnd": "2026-11-28T00:00:00Z", "usedUsd": %s, "leftUsd": 0, "overUsd": 0, "severity": "ok"}}""".formatted(name, scope, amount, used);
    }

    private void charge(String agent, String usd) {
        ledger.charge(agent, new BigDecimal(usd));
    }

    private static BigDecimal used(BudgetWatch watch, String agent) {
        return watch.statuses(agent).get(0).usedUsd();
    }

    @Test
    void ownSpendingSinceTheAnswer_isAdded() {
        serverSays(budget("team", "", "10", "4"));
        BudgetWatch watch = watch();
        watch.look();

        charge("writer", "1.5");

        assertThat(used(watch, "writer")).isEqualByComparingTo("5.5");
        assertThat(used(watch, "anybody else")).isEqualByComparingTo("5.5");
    }

    @Test
    void spendingThatTheServerHasHadTimeToCount_isNotCountedTwice() {
        serverSays(budget("team", "", "10", "0"));
        BudgetWatch watch = watch();
        watch.look();
        charge("writer", "2");
        now = now.plusSeconds(10);
        watch.look();
        assertThat(used(watch, "writer")).isEqualByComparingTo("2");

        now = now.plusSeconds(20);
        serverSays(budget("team", "", "10", "2"));
        watch.look();

        assertThat(used(watch, "writer")).isEqualByComparingTo("2");
        charge("writer", "1");
        assertThat(used(watch, "writer")).isEqualByComparingTo("3");
    }

    @Test
    void spendingOfLongBeforeTheFirstAnswer_isInTheAnswer() {
        charge("writer", "3");
        now = now.plusSeconds(3_600);
        serverSays(budget("team", "", "10", "3"));
        BudgetWatch watch = watch();
        watch.look();

        assertThat(used(watch, "writer")).isEqualByComparingTo("3");
    }

    @Test
    void spendingThatDoesNotArriveAtTheServer_countsAllTheSame() {
        serverSays(budget("team", "", "10", "1"));
        BudgetWatch watch = watch();
        watch.look();
        charge("writer", "5");

        for (int minute = 0; minute < 5; minute++) {
            now = now.plusSeconds(60);
            watch.look();
        }

        assertThat(used(watch, "writer")).isEqualByComparingTo("6");
    }

    @Test
    void budgetsOfOthers_doNotConcernTheAgent() {
        serverSays(
                budget("reader's", "\"agent\": \"reader\",", "10", "9"),
                budget("user's", "\"user\": \"user_001\",", "10", "9"),
                budget("production's", "\"environment\": \"production\",", "10", "9"),
                budget("test's", "\"environment\": \"test\",", "20", "9"));
        BudgetWatch watch = watch();
        watch.look();

        assertThat(watch.statuses("writer")).extracting(BudgetStatus::budget).containsExactly("test's");
        assertThat(watch.statuses("reader")).extracting(BudgetStatus::budget).containsExactly("reader's", "test's");
    }

    @Test
    void whileTheServerIsAway_whatIsKnownAndOwnSpendingCount() {
        serverSays(budget("team", "", "10", "4"));
        BudgetWatch watch = watch();
        watch.look();
        SERVER.stubFor(get(urlPathEqualTo("/api/v1/budgets")).willReturn(serverError()));
        charge("writer", "5");
        for (int minute = 0; minute < 5; minute++) {
            now = now.plusSeconds(60);
            watch.look();
        }
        charge("writer", "2");

        BudgetStatus status = watch.statuses("writer").get(0);
        assertThat(status.usedUsd()).isEqualByComparingTo("11");
        assertThat(status.isUsedUp()).isTrue();
        assertThat(status.fromServer()).isTrue();
    }

    @Test
    void newPeriod_beginsWithNothingSpent() {
        serverSays(budget("team", "", "10", "9"));
        BudgetWatch watch = watch();
        watch.look();
        SERVER.stubFor(get(urlPathEqualTo("/api/v1/budgets")).willReturn(serverError()));
        charge("writer", "3");

        now = MIDNIGHT;
        watch.look();
        charge("writer", "0.5");

        assertThat(used(watch, "writer")).isEqualByComparingTo("0.5");
        assertThat(watch.statuses("writer").get(0).periodEnd()).isEqualTo(MIDNIGHT.plus(Duration.ofDays(1)));
    }

    @Test
    void configuredBudget_holdsForOwnSpendingUntilTheServerTellsOfIt() {
        SERVER.stubFor(get(urlPathEqualTo("/api/v1/budgets")).willReturn(serverError()));
        List<Standing> own =
                OwnBudgets.of(List.of(alert(AlertLevel.CRITICAL, "2"), alert(AlertLevel.WARNING, "1")), MORNING);
        BudgetWatch watch = watch(own.toArray(Standing[]::new));
        charge("writer", "1.5");
        watch.look();

        assertThat(watch.statuses("writer")).singleElement().satisfies(status -> {
            assertThat(status.usedUsd()).isEqualByComparingTo("1.5");
            assertThat(status.amountUsd()).isEqualByComparingTo("2");
            assertThat(status.periodEnd()).isEqualTo(MIDNIGHT);
            assertThat(status.fromServer()).isFalse();
        });

        serverSays(budget("daily_budget", "", "5", "1.4"));
        now = now.plusSeconds(60);
        watch.look();

        assertThat(watch.statuses("writer")).singleElement().satisfies(status -> {
            assertThat(status.amountUsd()).isEqualByComparingTo("5");
            assertThat(status.fromServer()).isTrue();
        });
    }

    private static ObservabilityConfig.BudgetAlert alert(AlertLevel level, String usd) {
        return new ObservabilityConfig.BudgetAlert(
                ObservabilityConfig.BudgetType.DAILY_BUDGET, new BigDecimal(usd), "email", level, null, List.of());
    }

    @Test
    void exception_tellsWhichBudgetAndHowMuch() {
        BudgetStatus status =
                new BudgetStatus("team", null, new BigDecimal("10"), new BigDecimal("10.50"), MIDNIGHT, true);

        assertThatThrownBy(() -> {
                    throw new BudgetExceededException(status);
                })
                .hasMessage("budget 'team' of 10 USD is used up: 10.5 USD until 2026-11-28T00:00:00Z");
        assertThat(status.leftUsd()).isZero();
    }
}
