package io.observabilityfactory.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.alert.budget.SimulatedBudgets;
import io.observabilityfactory.alert.rule.AlertRule;
import io.observabilityfactory.alert.rule.RuleSettings;
import io.observabilityfactory.alert.rule.Settings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Weeks of traffic under a simulated clock: the list of what people are told is the expected one, to the minute. */
class SimulationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void dailyBudget_overTheChangeToSummerTime_isToldByTheDaysOfItsZone() {
        // The 29th of March has 23 hours in Berlin: midnight moves from 23:00 to 22:00 UTC.
        Simulation simulation = new Simulation(budget("""
                {"name": "fleet", "amountUsd": 24, "timeZone": "Europe/Berlin", "recipients": ["a@b"]}"""));
        simulation.spendEveryHour("coder", "1", "2026-03-27T23:00:00Z", "2026-03-31T22:00:00Z");

        simulation.run("2026-03-27T23:00:00Z", "2026-03-31T22:00:00Z");

        assertThat(simulation.told())
                .containsExactly(
                        // 80 % of 24 are spent with the 20th call of a day, 100 % with the 24th.
                        "2026-03-28T18:00:00Z warning 2026-03-28",
                        "2026-03-28T22:00:00Z critical 2026-03-28",
                        "2026-03-29T18:00:00Z warning 2026-03-29",
                        "2026-03-30T17:00:00Z warning 2026-03-30",
                        "2026-03-30T21:00:00Z critical 2026-03-30",
                        "2026-03-31T17:00:00Z warning 2026-03-31",
                        "2026-03-31T21:00:00Z critical 2026-03-31");
    }

    @Test
    void dailyBudget_onTheDayWith25Hours_countsAllOfThem() {
        Simulation simulation = new Simulation(budget("""
                {"name": "fleet", "amountUsd": 25, "warningShare": 0.99, "timeZone": "Europe/Berlin", "recipients": ["a@b"]}"""));
        simulation.spendEveryHour("coder", "1", "2026-10-23T22:00:00Z", "2026-10-26T23:00:00Z");

        simulation.run("2026-10-23T22:00:00Z", "2026-10-26T23:00:00Z");

        assertThat(simulation.told()).containsExactly("2026-10-25T22:00:00Z critical 2026-10-25");
    }

    @Test
    void monthlyBudget_startsAnewWithEachMonthHoweverLong() {
        Simulation simulation = new Simulation(budget("""
                {"name": "fleet", "amountUsd": 29, "period": "month", "warningShare": 0.5, "recipients": ["a@b"]}"""));
        simulation.spendEveryDayAt("coder", "1", "2028-01-01T12:00:00Z", 31 + 29 + 31);

        simulation.run("2028-01-01T00:00:00Z", "2028-04-01T00:00:00Z");

        assertThat(simulation.told())
                .containsExactly(
                        "2028-01-15T12:00:00Z warning 2028-01-01",
                        "2028-01-29T12:00:00Z critical 2028-01-01",
                        "2028-02-15T12:00:00Z warning 2028-02-01",
                        "2028-02-29T12:00:00Z critical 2028-02-01",
                        "2028-03-15T12:00:00Z warning 2028-03-01",
                        "2028-03-29T12:00:00Z critical 2028-03-01");
    }

    @Test
    void weeklyBudget_beginsOnMonday() {
        Simulation simulation = new Simulation(budget("""
                {"name": "fleet", "amountUsd": 7, "period": "week", "warningShare": 0.9, "recipients": ["a@b"]}"""));
        simulation.spendEveryDayAt("coder", "1", "2026-03-05T12:00:00Z", 20);

        simulation.run("2026-03-05T00:00:00Z", "2026-03-25T00:00:00Z");

        assertThat(simulation.told())
                .containsExactly(
                        "2026-03-15T12:00:00Z critical 2026-03-09", "2026-03-22T12:00:00Z critical 2026-03-16");
    }

    @Test
    void spending_thatBecomesKnownHoursAfterMidnight_isToldForItsDayOnly() {
        Simulation simulation = new Simulation(budget("""
                {"name": "fleet", "amountUsd": 10, "recipients": ["a@b"]}"""));
        simulation.spend("coder", "9", "2026-03-10T23:50:00Z", "2026-03-10T23:51:00Z");
        simulation.spend("coder", "2", "2026-03-10T23:59:00Z", "2026-03-11T05:30:00Z");
        simulation.spend("coder", "100", "2026-03-11T22:00:00Z", "2026-03-12T06:30:00Z");

        simulation.run("2026-03-10T00:00:00Z", "2026-03-13T00:00:00Z");

        assertThat(simulation.told())
                .as("what is later than six hours is not told")
                .containsExactly("2026-03-10T23:51:00Z warning 2026-03-10", "2026-03-11T05:30:00Z critical 2026-03-10");
    }

    @Test
    void budget_raisedAfterItsCriticalAlert_isResolvedAndAlertsAgainOnTheSameDay() {
        Simulation simulation = new Simulation(budget("""
                {"name": "fleet", "amountUsd": 10, "recipients": ["a@b"]}"""));
        simulation.spendEveryHour("coder", "1", "2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z");

        simulation.run("2026-03-10T00:00:00Z", "2026-03-10T12:00:00Z");
        simulation.change(budget("""
                {"name": "fleet", "amountUsd": 20, "recipients": ["a@b"]}"""));
        simulation.run("2026-03-10T12:00:00Z", "2026-03-12T00:00:00Z");

        assertThat(simulation.told())
                .containsExactly(
                        "2026-03-10T07:00:00Z warning 2026-03-10",
                        "2026-03-10T09:00:00Z critical 2026-03-10",
                        "2026-03-10T12:00:00Z resolved 2026-03-10",
                        "2026-03-10T15:00:00Z warning 2026-03-10",
                        "2026-03-10T19:00:00Z critical 2026-03-10");
    }

    @Test
    void forecastAndBurnRate_warnBeforeTheMoneyIsGone() {
        Simulation simulation = new Simulation(budget("""
                {"name": "fleet", "amountUsd": 800, "period": "month", "forecast": true,
                 "burnRate": {"window": "1h", "critical": 20}, "recipients": ["a@b"]}"""));
        simulation.spendEveryHour("coder", "1", "2026-03-01T00:00:00Z", "2026-03-20T00:00:00Z");
        simulation.spend("coder", "50", "2026-03-10T15:05:00Z", "2026-03-10T15:05:00Z");

        simulation.run("2026-03-01T00:00:00Z", "2026-03-20T00:00:00Z");

        assertThat(simulation.told())
                .containsExactly(
                        // Without the 50 USD the month would end with 744.
                        "2026-03-10T15:05:00Z warning forecast 2026-03-01",
                        "2026-03-10T15:05:00Z critical burn_rate",
                        "2026-03-10T16:15:00Z resolved burn_rate");
    }

    @Test
    void errorRate_byAgent_isHeldReportedAndResolvedForEachByItself() {
        Simulation simulation = new Simulation(rule("""
                {"name": "errors", "figure": "error_rate", "window": "10m", "groupBy": ["agent"], "warning": 0.1,
                 "critical": 0.5, "holdFor": "5m", "recoverAfter": "3m", "minimumSamples": 5}"""));
        simulation.figure("coder", "2026-03-10T01:00:00Z", "2026-03-10T02:00:00Z", "0.2");
        simulation.figure("coder", "2026-03-10T02:00:00Z", "2026-03-10T02:30:00Z", "0.6");
        simulation.figure("coder", "2026-03-10T02:30:00Z", "2026-03-10T04:00:00Z", "0.01");
        simulation.figure("analyst", "2026-03-10T01:00:00Z", "2026-03-10T01:04:00Z", "0.9");
        simulation.figure("analyst", "2026-03-10T01:04:00Z", "2026-03-10T04:00:00Z", "0");

        simulation.run("2026-03-10T00:00:00Z", "2026-03-10T06:00:00Z");

        assertThat(simulation.told())
                .containsExactly(
                        "2026-03-10T01:05:00Z warning agent coder",
                        "2026-03-10T02:05:00Z critical agent coder",
                        "2026-03-10T02:33:00Z resolved agent coder");
    }

    @Test
    void groupWithoutData_isWhatTheRuleSays() {
        assertThat(latencyWithoutDataAfterAnHour("ok"))
                .containsExactly(
                        "2026-03-10T00:00:00Z critical agent coder", "2026-03-10T01:01:00Z resolved agent coder");
        assertThat(latencyWithoutDataAfterAnHour("keep")).containsExactly("2026-03-10T00:00:00Z critical agent coder");
        assertThat(latencyWithoutDataAfterAnHour("warning"))
                .as("a warning is less than what people know already")
                .containsExactly("2026-03-10T00:00:00Z critical agent coder");
    }

    private static List<String> latencyWithoutDataAfterAnHour(String noData) {
        Simulation simulation = new Simulation(rule("""
                {"name": "slow", "figure": "latency_p95", "window": "5m", "groupBy": ["agent"], "critical": 1000,
                 "noData": "%s"}""".formatted(noData)));
        simulation.figure("coder", "2026-03-10T00:00:00Z", "2026-03-10T01:00:00Z", "5000");
        simulation.run("2026-03-10T00:00:00Z", "2026-03-10T03:00:00Z");
        return simulation.told();
    }

    @Test
    void reminders_comeWhileItLasts() {
        Simulation simulation = new Simulation(rule("""
                {"name": "lag", "figure": "cost_lag", "window": "1m", "warning": 60, "remindEvery": "4h"}"""));
        simulation.figureOfAll("2026-03-10T00:00:00Z", "2026-03-10T09:00:00Z", "300");

        simulation.run("2026-03-10T00:00:00Z", "2026-03-10T12:00:00Z");

        assertThat(simulation.told())
                .containsExactly(
                        "2026-03-10T00:00:00Z warning",
                        "2026-03-10T04:00:00Z reminder",
                        "2026-03-10T08:00:00Z reminder",
                        "2026-03-10T09:01:00Z resolved");
    }

    @Test
    void silence_overANight_tellsInTheMorningOfWhatStillIs() {
        Simulation simulation = new Simulation(rule("""
                {"name": "lag", "figure": "cost_lag", "window": "1m", "warning": 60, "labels": {"team": "core"}}"""));
        simulation.figureOfAll("2026-03-10T23:00:00Z", "2026-03-10T23:30:00Z", "300");
        simulation.figureOfAll("2026-03-11T02:00:00Z", "2026-03-11T09:00:00Z", "300");
        simulation.silence("team", "core", "2026-03-10T22:00:00Z", "2026-03-11T08:00:00Z");

        simulation.run("2026-03-10T12:00:00Z", "2026-03-11T12:00:00Z");

        assertThat(simulation.told()).containsExactly("2026-03-11T08:00:00Z warning", "2026-03-11T09:01:00Z resolved");
    }

    private static AlertRule budget(String settings) {
        return rule(SimulatedBudgets.read(settings));
    }

    private static AlertRule rule(String settings) {
        try {
            return rule(JSON.readValue(settings, RuleSettings.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(settings, e);
        }
    }

    private static AlertRule rule(Settings settings) {
        return new AlertRule(1, "default", 7, 1, Instant.EPOCH, settings);
    }
}
