package io.observabilityfactory.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import io.observabilityfactory.local.service.Service;
import io.observabilityfactory.local.service.ServiceProcess;
import io.observabilityfactory.model.access.Scope;
import io.observabilityfactory.testkit.OpenIdProvider;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do with the web UI: the way of a new user, and every form, sent for real. */
@EnabledIf("io.observabilityfactory.local.Chromium#isExpected")
class WebUiJourneyIT {

    @RegisterExtension
    static final SharedSystem SHARED = SharedSystem.thatIsAddedTo();

    static TestSystem system;
    static Chromium chromium;

    @BeforeAll
    static void start() {
        system = SHARED.system();
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void newUser_getsFromTheEmptySystemToTheMail() throws Exception {
        try (BrowsedPage browsed = open("journey")) {
            browsed.go("/");
            assertThat(heading(browsed, "Nothing has arrived yet")).isVisible();

            String key = makeKeyForAgents(browsed);
            BrowsedProject.runFleet(system.ports(), key);
            await().until(system::everythingIsSettled);

            browsed.section("Overview").click();
            assertThat(browsed.page().getByText("$1.17").first()).isVisible();
            findBottleneckAndWhatACallCost(browsed);
            setBudget(browsed);
            await().until(() -> !system.mailAbout("journey budget").isEmpty());
            browsed.go(addressInMail("journey budget"));
            assertThat(browsed.heading()).hasText("journey budget");
            browsed.button("Acknowledge").click();
            assertThat(browsed.button("Take the acknowledgement back")).isVisible();
            browsed.assertFlawless();
        }
    }

    /** As the page shows it once, in the settings that are to be pasted, too. */
    private static String makeKeyForAgents(BrowsedPage browsed) {
        browsed.section("Settings").click();
        browsed.link("API keys").click();
        browsed.button("New key").click();
        browsed.field("What it is for").fill("agents");
        browsed.inDialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create the key"))
                .click();
        String key = browsed.field("Secret").textContent();
        assertThat(key).startsWith("sk-of-");
        assertThat(browsed.field("Settings")).containsText("authorization=Bearer " + key);
        browsed.assertFlawless();
        browsed.page().keyboard().press("Escape");
        assertThat(browsed.row("agents")).containsText("works");
        assertThat(browsed.page().content()).doesNotContain(key);
        return key;
    }

    private static void findBottleneckAndWhatACallCost(BrowsedPage browsed) {
        Page page = browsed.page();
        browsed.section("Traces").click();
        browsed.row("research_agent_002").getByRole(AriaRole.LINK).click();
        browsed.button("chat gemini-2.5-pro 30 s").click();
        Locator panel = page.getByRole(AriaRole.TABPANEL);
        assertThat(panel).containsText("error: timeout");

        page.getByRole(AriaRole.TREEITEM)
                .filter(new Locator.FilterOptions().setHasText("chat gemini-2.5-pro"))
                .last()
                .click();
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Cost"))
                .click();
        assertThat(panel).containsText("Charged");
        assertThat(panel).containsText("gemini-2.5-pro");
        browsed.assertFlawless();
    }

    private static void setBudget(BrowsedPage browsed) {
        browsed.section("Alerts").click();
        browsed.link("Budgets").click();
        browsed.button("New budget").click();
        browsed.field("Name").fill("journey budget");
        browsed.field("Amount in USD").fill("0.5");
        browsed.field("Mail to").fill("journey@example.org");
        assertThat(browsed.inDialog()).containsText("would have been used up on 1 of the last 30 days");
        browsed.field("For each").selectOption("month");
        assertThat(browsed.inDialog()).containsText("would have been used up in 1 of the last 6 months");
        browsed.field("About").selectOption("agent");
        browsed.field("Which agent").fill("train_agent");
        assertThat(browsed.inDialog()).containsText("The agent train_agent spent $0.0027");
        browsed.field("About").selectOption("");
        browsed.field("For each").selectOption("day");
        browsed.assertFlawless();
        browsed.submit("Create the budget");
        assertThat(browsed.row("journey budget")).isVisible();
    }

    /** The path of the alert's page, which the message leads to. */
    private static String addressInMail(String subject) throws Exception {
        String text = textOf(system.mailAbout(subject).get(0));
        Matcher link = Pattern.compile("http://localhost:" + system.ports().query() + "(/alerts/instances/[0-9a-f-]+)")
                .matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }

    private static String textOf(Part part) throws Exception {
        if (part.getContent() instanceof Multipart parts) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inside = parts.getBodyPart(i);
                text.append(textOf(inside));
            }
            return text.toString();
        }
        return part.getContent().toString();
    }

    @Test
    void channel_isTriedByItsButton() throws IOException {
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/alerts", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        webhook.start();
        try (BrowsedPage browsed = open("channels")) {
            browsed.go("/alerts/channels");
            browsed.button("New channel").click();
            browsed.field("Name").fill("people");
            browsed.field("Mail to").fill("people@example.org");
            browsed.submit("Create the channel");
            browsed.button("New channel").click();
            browsed.field("Name").fill("program");
            browsed.field("Type").selectOption("webhook");
            browsed.field("Address")
                    .fill("http://localhost:" + webhook.getAddress().getPort() + "/alerts");
            browsed.field("critical").check();
            browsed.submit("Create the channel");

            inRow(browsed, "people", "Test").click();
            assertThat(browsed.row("people")).containsText("Delivered in");
            inRow(browsed, "program", "Test").click();
            assertThat(browsed.row("program")).containsText("Delivered in");
            browsed.assertFlawless();

            assertThat(system.mailAbout("people")).isNotEmpty();
            assertThat(received).hasSize(1);
            inRow(browsed, "people", "Delete").click();
            assertThat(browsed.row("people")).hasCount(0);
        } finally {
            webhook.stop(0);
        }
    }

    @Test
    void rule_isPreviewedOnThePastAndChanged() {
        BrowsedProject project = BrowsedProject.create(system, "rules");
        project.runFleet();
        await().until(system::everythingIsSettled);
        try (BrowsedPage browsed = BrowsedPage.open(chromium, project, BrowsedPage.DESKTOP)) {
            browsed.go("/alerts/rules");
            browsed.button("New rule").click();
            browsed.field("Name").fill("slow agents");
            browsed.field("Over the last").fill("1h");
            browsed.field("Critical at").fill("30000");
            assertThat(browsed.inDialog()).containsText("critical reached once");
            browsed.assertFlawless();
            browsed.submit("Create the rule");
            assertThat(browsed.row("slow agents")).containsText("≥ 30 s");

            inRow(browsed, "slow agents", "Change").click();
            browsed.field("Critical at").fill("-1");
            browsed.field("Warning at").fill("5");
            browsed.inDialog()
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                    .click();
            assertThat(browsed.complaint()).isVisible();
            browsed.field("Critical at").fill("40000");
            browsed.submit("Save");
            assertThat(browsed.row("slow agents")).containsText("≥ 40 s");
        }
    }

    @Test
    void silence_isMadeAndEnded() {
        try (BrowsedPage browsed = open("silences")) {
            browsed.go("/alerts/silences");
            browsed.button("New silence").click();
            browsed.field("Alerts with the labels").fill("agent=coder");
            browsed.field("By").fill("somebody");
            browsed.field("Why").fill("planned work");
            browsed.submit("Silence");
            assertThat(browsed.row("planned work")).containsText("agent: coder");

            inRow(browsed, "planned work", "End").click();

            assertThat(inRow(browsed, "planned work", "End")).hasCount(0);
            browsed.assertFlawless();
        }
    }

    @Test
    void modelWithoutAPrice_getsOneAndIsPricedAgainByANewOne() {
        BrowsedProject project = BrowsedProject.create(system, "prices");
        String trace = BrowsedTraces.unpriced(project.exporter());
        await().until(system::everythingIsSettled);
        try (BrowsedPage browsed = BrowsedPage.open(chromium, project, BrowsedPage.DESKTOP)) {
            browsed.go("/cost");
            browsed.link("Add a price").click();
            browsed.field("Valid from").fill("2026-01-01");
            browsed.field("Input").fill("10");
            browsed.field("Output").fill("20");
            browsed.assertFlawless();
            browsed.submit("Add the price");
            assertThat(browsed.row("house-model")).containsText("own");
            await().until(() -> project.get("/api/v1/traces/" + trace).contains("\"costUsd\":0.0084"));

            inRow(browsed, "house-model", "New version").click();
            browsed.field("Valid from").fill("2026-01-02");
            browsed.field("Input").fill("20");
            browsed.submit("Add the price");
            browsed.link("Pricing again").click();
            browsed.button("Preview a range").click();
            browsed.submit("Show what would change");
            assertThat(browsed.row("preview")).containsText("$0.007");
            inRow(browsed, "preview", "Changes").click();
            assertThat(browsed.inDialog()).containsText("1 spans: $0.0084 before, $0.0154 after.");
            browsed.assertFlawless();
            browsed.page().keyboard().press("Escape");
            inRow(browsed, "preview", "Apply").click();
            assertThat(browsed.row("for good")).containsText("done");
            await().until(() -> project.get("/api/v1/traces/" + trace).contains("\"costUsd\":0.0154"));
        }
    }

    @Test
    void roundOfPricing_showsHowFarItIs() {
        try (BrowsedPage browsed = open("rounds")) {
            browsed.answer(".*/api/v1/repricings", 200, "application/json", """
                    {"items": [{"id": 1, "kind": "range", "preview": false, "provider": "openai", "state": "running",
                      "from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z", "tracesDone": 5, "tracesTotal": 20,
                      "spansChanged": 7, "differenceUsd": -1.25}], "nextCursor": null}""");
            browsed.page().navigate("/cost/repricing");
            Locator bar =
                    browsed.page().getByRole(AriaRole.PROGRESSBAR, new Page.GetByRoleOptions().setName("Traces done"));
            assertThat(bar).hasAttribute("value", "5");
            assertThat(bar).hasAttribute("max", "20");
            assertThat(browsed.row("for good")).containsText("25 %");
            browsed.assertFlawless();

            // It looks again after a second, and then there is none.
            browsed.answerAgain();
            assertThat(heading(browsed, "Nothing was priced again yet")).isVisible();
        }
    }

    @Test
    void project_isMadeByTheOperatorAndByNobodyElse() {
        BrowsedProject tenant = BrowsedProject.create(system, "tenant");
        try (BrowsedPage operator = BrowsedPage.openSignedOut(chromium, system.ports(), BrowsedPage.DESKTOP);
                BrowsedPage theirs = BrowsedPage.open(chromium, tenant, BrowsedPage.DESKTOP)) {
            operator.go("/settings");
            operator.button("New project").click();
            operator.field("Name").fill("search-team");
            operator.submit("Create the project");
            assertThat(operator.row("search-team")).isVisible();

            theirs.go("/settings");
            assertThat(theirs.row("tenant")).containsText("this one");
            assertThat(theirs.row("search-team")).hasCount(0);
            theirs.button("New project").click();
            theirs.field("Name").fill("their own");
            theirs.inDialog()
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create the project"))
                    .click();
            assertThat(theirs.complaint()).containsText("operator");
        }
    }

    @Test
    void keyThatMayOnlyLook_isOfferedNoChanges() {
        BrowsedProject reader = BrowsedProject.create(system, "readers", Scope.READ);
        try (BrowsedPage browsed = BrowsedPage.open(chromium, reader, BrowsedPage.DESKTOP)) {
            browsed.go("/alerts/budgets");
            assertThat(heading(browsed, "No budgets yet")).isVisible();
            assertThat(browsed.button("New budget")).hasCount(0);

            browsed.button("Sign out").click();
            assertThat(browsed.page().getByLabel("API key")).isVisible();
        }
    }

    @Test
    void personOfAnOrganisation_signsInAtItsProvider() {
        BrowsedProject.create(system, "organisation");
        LocalPorts others = system.ports();
        LocalPorts own = LocalPorts.free();
        LocalPorts ports = new LocalPorts(
                own.query(),
                others.otlpGrpc(),
                others.otlpHttp(),
                others.cost(),
                others.alert(),
                others.postgres(),
                others.smtp(),
                own.management());
        try (OpenIdProvider provider = OpenIdProvider.start()) {
            ServiceProcess replica = ServiceProcess.start(
                    Service.QUERY, TestSystem.launcher(), SHARED.folder("query-with-open-id"), ports, where(provider));
            try (BrowsedPage browsed = BrowsedPage.openSignedOut(chromium, ports, BrowsedPage.DESKTOP)) {
                replica.awaitReady();
                browsed.askForAKey();
                browsed.page().navigate("/");
                browsed.assertAccessible();
                provider.has("mallory", "organisation", "visitor");
                browsed.link("Sign in with your organisation").click();
                assertThat(browsed.alert()).containsText("nobody has let you in");

                browsed.answerAgain();
                provider.has("alice", "organisation", "observer");
                browsed.link("Sign in with your organisation").click();
                assertThat(heading(browsed, "Nothing has arrived yet")).isVisible();
                assertThat(browsed.page().getByTitle("Project")).hasText("organisation");
                browsed.button("Sign out").click();
                assertThat(browsed.page().getByLabel("API key")).isVisible();
            } finally {
                replica.stop();
            }
        }
    }

    /** Variables of a query-api at which people sign in so. */
    private static Map<String, String> where(OpenIdProvider provider) {
        Map<String, String> variables =
                new HashMap<>(system.processes().database().settings());
        provider.settings()
                .forEach((name, value) ->
                        variables.put(name.replaceAll("[^a-z]", "_").toUpperCase(Locale.ROOT), value));
        return variables;
    }

    private static BrowsedPage open(String project) {
        return BrowsedPage.open(chromium, BrowsedProject.create(system, project), BrowsedPage.DESKTOP);
    }

    private static Locator heading(BrowsedPage browsed, String text) {
        return browsed.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
    }

    private static Locator inRow(BrowsedPage browsed, String row, String button) {
        return browsed.row(row).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button));
    }
}
