package io.observabilityfactory.sdk.cost;

import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DailyAlertsTest {

    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private Instant now = Instant.parse("2026-11-27T08:00:00Z");
    private final Ledger ledger = new Ledger(() -> now);
    private DailyAlerts alerts;

    @BeforeEach
    void create() {
        ObservabilityConfig.Server server = new ObservabilityConfig.Server(SERVER.baseUrl(), SERVER.baseUrl(), "key-1");
        alerts = new DailyAlerts(QueryApi.of(server), ledger, () -> now);
    }

    private static void knownBudgets(String items) {
        SERVER.stubFor(get(urlPathEqualTo("/api/v1/budgets"))
                .withQueryParam("name", equalTo("daily_budget"))
                .willReturn(okJson("{\"items\": [" + items + "], \"nextCursor\": null}")));
    }

    private static void spent(String usd) {
        SERVER.stubFor(get(urlPathEqualTo("/api/v1/costs/report")).willReturn(okJson("{\"totalUsd\": " + usd + "}")));
    }

    @Test
    void levels_becomeOneBudgetOfTheServer() {
        knownBudgets("");
        SERVER.stubFor(post(urlPathEqualTo("/api/v1/budgets")).willReturn(created()));
        alerts.set(AlertLevel.CRITICAL, new BigDecimal("100"), AlertAction.email("team@example.org"));
        alerts.set(AlertLevel.WARNING, new BigDecimal("80"), null);

        alerts.look();
        alerts.look();

        SERVER.verify(
                1,
                postRequestedFor(urlPathEqualTo("/api/v1/budgets"))
                        .withHeader("x-api-key", equalTo("key-1"))
                        .withRequestBody(equalToJson("""
                                {"name": "daily_budget", "amountUsd": 100, "period": "day", "warningShare": 0.8,
                                 "recipients": ["team@example.org"], "channels": []}""")));
    }

    @Test
    void budgetOfThatName_isReplacedAndTriedAgainWhileTheServerIsAway() {
        knownBudgets("{\"id\": 7, \"name\": \"daily_budget\", \"amountUsd\": 50}");
        SERVER.stubFor(put(urlPathEqualTo("/api/v1/budgets/7")).willReturn(serverError()));
        alerts.set(AlertLevel.CRITICAL, new BigDecimal("100"), AlertAction.email("team@example.org"));
        alerts.look();
        SERVER.stubFor(put(urlPathEqualTo("/api/v1/budgets/7")).willReturn(ok()));

        alerts.look();
        alerts.look();

        SERVER.verify(2, putRequestedFor(urlPathEqualTo("/api/v1/budgets/7")));
    }

    @Test
    void ownAction_isCalledOnceADayAndLevel() {
        List<String> calls = new ArrayList<>();
        alerts.set(AlertLevel.CRITICAL, new BigDecimal("100"), AlertAction.call(alert -> calls.add(alert.message())));
        alerts.set(AlertLevel.WARNING, new BigDecimal("80"), null);
        spent("79.99");
        alerts.look();
        assertThat(calls).isEmpty();

        spent("85");
        alerts.look();
        alerts.look();
        spent("100");
        alerts.look();

        assertThat(calls)
                .containsExactly(
                        "WARNING: 85 USD were spent on 2026-11-27, the threshold is 80 USD",
                        "CRITICAL: 100 USD were spent on 2026-11-27, the threshold is 100 USD");
        now = Instant.parse("2026-11-28T08:00:00Z");
        spent("80");
        alerts.look();
        assertThat(calls).hasSize(3);
    }

    @Test
    void ownAction_isCalledForOwnSpendingWhileTheServerIsAway() {
        List<CostAlert> calls = new ArrayList<>();
        SERVER.stubFor(get(urlPathEqualTo("/api/v1/costs/report")).willReturn(serverError()));
        alerts.set(AlertLevel.CRITICAL, new BigDecimal("1"), AlertAction.call(calls::add));
        ledger.charge("agent", new BigDecimal("1.5"));

        alerts.look();

        assertThat(calls).singleElement().satisfies(alert -> assertThat(alert.spentUsd())
                .isEqualByComparingTo("1.5"));
    }

    @Test
    void actionThatFails_doesNotKeepOthersFromBeingCalled() {
        List<CostAlert> calls = new ArrayList<>();
        spent("5");
        alerts.set(AlertLevel.CRITICAL, new BigDecimal("1"), AlertAction.call(alert -> {
            throw new IllegalStateException("pager is broken");
        }));
        alerts.set(AlertLevel.CRITICAL, new BigDecimal("1"), AlertAction.call(calls::add));

        alerts.look();

        assertThat(calls).hasSize(1);
    }

    @Test
    void thresholdsThatMakeNoSense_areRefused() {
        assertThatThrownBy(() -> alerts.set(AlertLevel.CRITICAL, BigDecimal.ZERO, null))
                .hasMessageContaining("above 0 USD");
        alerts.set(AlertLevel.CRITICAL, new BigDecimal("100"), null);
        assertThatThrownBy(() -> alerts.set(AlertLevel.WARNING, new BigDecimal("120"), null))
                .hasMessageContaining("the warning has to come before what is critical");
    }
}
