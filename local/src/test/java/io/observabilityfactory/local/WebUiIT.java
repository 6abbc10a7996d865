package io.observabilityfactory.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the pages of the web UI look and behave in a real browser. The page of a trace has more in {@link WebUiTraceIT}; what people do with
 * them is in {@link WebUiJourneyIT}.
 */
@EnabledIf("io.observabilityfactory.local.Chromium#isExpected")
class WebUiIT {

    @RegisterExtension
    static final SharedSystem SHARED = SharedSystem.thatIsAddedTo();

    static TestSystem system;
    static BrowsedProject project;
    static BrowsedProject empty;
    static Chromium chromium;

    @BeforeAll
    static void start() {
        system = SHARED.system();
        chromium = Chromium.start();
        empty = BrowsedProject.create(system, "web-ui-empty");
        project = BrowsedProject.create(system, "web-ui");
        project.runFleetBefore(1, 2, 1, 3, 0, 0, 2, 1, 1, 2, 3, 0, 0, 1, 2);
        await().until(system::everythingIsSettled);
        watch();
        project.runFleet();
        BrowsedTraces.conversation(project.exporter());
        await().until(system::everythingIsSettled);
        await().until(() ->
                project.get("/api/v1/alerts/deliveries?state=delivered").contains("fleet"));
        await().until(() -> project.get("/api/v1/alerts/instances?phase=firing").contains("slow agents"));
    }

    /** One of everything that pages about alerts, prices, logs and the pipeline show. */
    private static void watch() {
        project.post("/api/v1/budgets", """
                {"name": "fleet", "amountUsd": 1, "recipients": ["team@example.org"], "forecast": true}""");
        project.post("/api/v1/alerts/rules", """
                {"name": "slow agents", "figure": "latency_p95", "window": "1h", "warning": 5000, "critical": 20000,
                 "groupBy": ["agent"], "holdFor": "0s", "recipients": ["team@example.org"]}""");
        project.post("/api/v1/alerts/channels", """
                {"name": "on call", "type": "email", "recipients": ["oncall@example.org"], "receives": [{"severities": ["critical"]}]}""");
        project.post("/api/v1/alerts/silences", """
                {"labels": {"agent": "train_agent"}, "endsAt": "%s", "comment": "training is slow", "createdBy": "somebody"}""".formatted(Instant.now().plusSeconds(7_200)));
        project.post("/api/v1/prices", """
                {"provider": "openai", "model": "gpt-4o", "validFrom": "2026-01-01", "prices": {"input": "2", "output": "8"}, "source": "our contract"}""");
        project.post("/api/v1/repricings", """
                {"from": "%s", "to": "%s", "preview": true}""".formatted(Instant.now().minus(Duration.ofDays(30)), Instant.now()));
        project.export("/v1/logs", """
                {"resourceLogs": [{"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "demo-fleet"}}]},
                 "scopeLogs": [{"logRecords": [
                  {"timeUnixNano": "%1$d000000", "severityNumber": 17, "severityText": "ERROR", "body": {"stringValue": "the warehouse did not answer"}},
                  {"timeUnixNano": "%1$d000000", "severityNumber": 13, "severityText": "WARN", "body": {"stringValue": "asked again"}},
                  {"timeUnixNano": "%1$d000000", "severityNumber": 9, "severityText": "INFO", "body": {"stringValue": "answered after %2$s"}}]}]}]}""".formatted(System.currentTimeMillis(), "a while ".repeat(30)));
        project.export("/v1/traces", """
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "%032d", "spanId": "%016d", "name": "of no trace",
                  "startTimeUnixNano": "1", "endTimeUnixNano": "2"}]}]}]}""".formatted(0, 0));
        BrowsedTraces.unpriced(project.exporter());
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** In light at 1280 pixels and in dark at 390. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            overview,   /,                                                 Overview,                    ,
            traces,     /traces,                                           Traces,                      ,
            trace,      /traces/training_job_001,                          train_agent,                 ,
            graph,      /traces/code_executor_001,                         invoke_agent code_executor,  Agent graph
            agents,     /agents,                                           Agents,                      ,
            agent,      /agents/research_agent,                            research_agent,              ,
            compare,    /agents/compare?a=code_executor&b=research_agent,  Compare,                     ,
            models,     /agents/compare?by=model&a=gpt-4o&b=claude-sonnet-4-5, Compare,                 ,
            cost,       /cost,                                             Cost,                        ,
            prices,     /cost/prices,                                      Cost,                        ,
            repricing,  /cost/repricing,                                   Cost,                        ,
            sessions,   /sessions,                                         Sessions,                    ,
            session,    /sessions/session-7,                               session-7,                   ,
            users,      /users,                                            Users,                       ,
            logs,       /logs,                                             Logs,                        ,
            alerts,     /alerts,                                           Alerts,                      ,
            alert,      /alerts,                                           slow agents,                 slow agents
            rules,      /alerts/rules,                                     Alerts,                      ,
            budgets,    /alerts/budgets,                                   Alerts,                      ,
            channels,   /alerts/channels,                                  Alerts,                      ,
            silences,   /alerts/silences,                                  Alerts,                      ,
            deliveries, /alerts/deliveries,                                Alerts,                      ,
            projects,   /settings,                                         Settings,                    ,
            keys,       /settings/keys,                                    Settings,                    ,
            connect,    /settings/connect,                                 Settings,                    ,
            pipeline,   /settings/pipeline,                                Settings,                    ,
            """)
    void page_isFlawlessAtBothWidths(String picture, String path, String heading, String chosen) {
        try (BrowsedPage browsed = open(BrowsedPage.DESKTOP)) {
            browsed.go(path);
            if (chosen != null) {
                browsed.page().getByText(chosen).first().click();
                browsed.settle();
            }

            assertThat(browsed.heading()).hasText(heading);
            assertThat(browsed.alert()).hasCount(0);
            browsed.assertFlawless();
            browsed.keepPicture(picture);
            browsed.turnIntoADarkPhone();
            browsed.assertFlawless();
            browsed.keepPicture("phone/" + picture);
        }
    }

    /** What is there to be seen while nothing is there to be seen. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            /,                   Nothing has arrived yet
            /traces,             No traces in this time
            /agents,             No agent was at work
            /cost,               Nothing was spent in these days
            /cost/repricing,     Nothing was priced again yet
            /sessions,           No sessions in this time
            /users,              No users in this time
            /logs,               No log records
            /alerts,             Nothing fires
            /alerts/rules,       No rules yet
            /alerts/budgets,     No budgets yet
            /alerts/channels,    No channels yet
            /alerts/silences,    Nothing is silenced
            /alerts/deliveries,  No messages
            /settings/pipeline,  Nothing came in
            """)
    void page_hasAShapeForLoadingFailingAndEmpty(String path, String emptyHeadline) {
        try (BrowsedPage browsed = BrowsedPage.open(chromium, empty, BrowsedPage.PHONE)) {
            browsed.letWait();
            browsed.page().navigate(path);
            assertThat(browsed.loading().first()).isVisible();

            browsed.answerWithAProblem();
            assertThat(browsed.alert().first()).containsText("The database is away");
            browsed.assertNothingSticksOut();
            browsed.assertAccessible();

            browsed.answerAgain();
            tryEverythingAgain(browsed);
            assertThat(browsed.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(emptyHeadline)))
                    .isVisible();
            assertThat(browsed.alert()).hasCount(0);
            browsed.assertNothingSticksOut();
            browsed.assertAccessible();
        }
    }

    private static void tryEverythingAgain(BrowsedPage browsed) {
        Locator again = browsed.button("Try again");
        for (int left = again.count() - 1; left >= 0; left--) {
            again.first().click();
            assertThat(again).hasCount(left);
        }
    }

    @Test
    void whatIsNotThere_isToldInTheServicesWords() {
        try (BrowsedPage browsed = open(BrowsedPage.DESKTOP)) {
            browsed.page().navigate("/traces/no-such-run");
            assertThat(browsed.alert()).containsText("no-such-run");
            assertThat(browsed.button("Try again")).isVisible();

            browsed.page().navigate("/agents/nobody");
            assertThat(browsed.page()
                            .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("It was not at work")))
                    .isVisible();
        }
    }

    @Test
    void everything_isReachedByKeys() {
        try (BrowsedPage browsed = open(BrowsedPage.DESKTOP)) {
            browsed.go("/alerts/budgets");
            Page page = browsed.page();

            page.keyboard().press("Tab");
            assertThat(browsed.link("Skip to the content")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.MAIN)).isFocused();
            page.keyboard().press("Tab");
            assertThat(browsed.button("New budget")).isFocused();
            page.keyboard().press("Enter");
            assertThat(browsed.dialog()).isVisible();
            browsed.field("Name").focus();
            page.keyboard().press("Escape");
            assertThat(browsed.dialog()).hasCount(0);
            assertThat(browsed.button("New budget")).isFocused();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /alerts/rules,     New rule
            /alerts/budgets,   New budget
            /alerts/channels,  New channel
            /alerts/silences,  New silence
            /cost/prices,      New price
            /cost/repricing,   Preview a range
            /settings,         New project
            /settings/keys,    New key
            """)
    void form_isFlawlessOnAPhone(String path, String button) {
        try (BrowsedPage browsed = open(BrowsedPage.PHONE)) {
            browsed.go(path);
            browsed.button(button).click();
            assertThat(browsed.dialog()).isVisible();
            assertThat(browsed.loading()).hasCount(0);

            browsed.assertFlawless();
            browsed.keepPicture("phone/" + button.replace(' ', '-').toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void menuOfAPhone_leadsToAPageAndCloses() {
        try (BrowsedPage browsed = open(BrowsedPage.PHONE)) {
            browsed.go("/");
            assertThat(browsed.section("Traces")).isHidden();

            browsed.button("Menu").click();
            assertThat(browsed.section("Traces")).isVisible();
            browsed.assertFlawless();
            browsed.section("Traces").click();

            assertThat(browsed.heading()).hasText("Traces");
            assertThat(browsed.section("Traces")).isHidden();
        }
    }

    @Test
    void filters_areInTheAddress() {
        try (BrowsedPage browsed = open(BrowsedPage.DESKTOP)) {
            browsed.go("/traces");
            Page page = browsed.page();

            page.getByLabel("Filter by").selectOption("agent");
            page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Agent"))
                    .fill("research_agent");
            page.keyboard().press("Enter");

            assertThat(page).hasURL(Pattern.compile(".*[?&]agent=research_agent.*"));
            assertThat(browsed.row("research_agent_00")).hasCount(3);
            page.reload();
            assertThat(browsed.row("research_agent_00")).hasCount(3);
            browsed.button("Take the filter Agent away").click();
            assertThat(browsed.row("training_job_001")).isVisible();
        }
    }

    @Test
    void longLists_goOnWhereTheyEndedAndShowWhatArrives() {
        BrowsedProject busy = BrowsedProject.create(system, "web-ui-busy");
        BrowsedTraces.many(busy.exporter(), 60);
        await().until(system::everythingIsSettled);
        try (BrowsedPage browsed = BrowsedPage.open(chromium, busy, BrowsedPage.DESKTOP)) {
            browsed.go("/traces");
            assertThat(browsed.row("job ")).hasCount(50);
            browsed.button("Show more").click();
            assertThat(browsed.row("job ")).hasCount(60);
            assertThat(browsed.button("Show more")).hasCount(0);

            browsed.button("Live tail").click();
            BrowsedTraces.conversation(busy.exporter());

            assertThat(browsed.row("invoke_agent support_bot")).hasCount(1);
            browsed.assertFlawless();
        }
    }

    @Test
    void listThatIsCutOff_saysSo() {
        String page = IntStream.range(0, 2_500)
                .mapToObj("{\"name\": \"team-%d\", \"createdAt\": \"2026-01-01T00:00:00Z\"}"::formatted)
                .collect(Collectors.joining(",", "{\"items\": [", "], \"nextCursor\": \"more\"}"));
        try (BrowsedPage browsed = open(BrowsedPage.DESKTOP)) {
            browsed.answer(".*/api/v1/projects.*", 200, "application/json", page);
            browsed.go("/settings");

            assertThat(browsed.page().getByText("These are the first 5,000")).isVisible();
        }
    }

    @Test
    void somebodyWhoIsNotSignedIn_isAskedForAKeyThatThePageDoesNotKeep() {
        try (BrowsedPage browsed = BrowsedPage.openSignedOut(chromium, system.ports(), BrowsedPage.DESKTOP)) {
            browsed.askForAKey();
            browsed.page().navigate("/agents");
            Locator field = browsed.page().getByLabel("API key");

            assertThat(field).isFocused();
            browsed.assertAccessible();
            browsed.keepPicture("sign-in");
            browsed.turnIntoADarkPhone();
            browsed.assertNothingSticksOut();
            browsed.assertAccessible();
            browsed.keepPicture("phone/sign-in");
            field.fill(project.key());
            browsed.answerAgain();
            browsed.page().keyboard().press("Enter");

            assertThat(browsed.row("research_agent")).isVisible();
            Object kept = browsed.page()
                    .evaluate("() => JSON.stringify({...localStorage, ...sessionStorage}) + document.cookie");
            assertThat((String) kept).doesNotContain(project.key()).doesNotContain("session");
        }
    }

    private static BrowsedPage open(int width) {
        return BrowsedPage.open(chromium, project, width);
    }
}
