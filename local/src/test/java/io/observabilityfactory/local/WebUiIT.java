package io.observabilityfactory.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.observabilityfactory.local.demo.DemoFleet;
import io.observabilityfactory.sdk.OpenTelemetryIntegration;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The web UI in a real browser, against the services of this build. */
@EnabledIf("io.observabilityfactory.local.Chromium#isExpected")
class WebUiIT {

    private static final int LARGE = 10_000;

    @TempDir
    static Path dataFolder;

    static TestSystem system;
    static Chromium chromium;
    static String conversation;

    @BeforeAll
    static void start() {
        system = TestSystem.start(dataFolder);
        chromium = Chromium.start();
        try (OpenTelemetryIntegration telemetry = OpenTelemetryIntegration.builder("demo-fleet")
                .endpoint("http://localhost:" + system.ports().otlpGrpc())
                .environment("demo")
                .enable()) {
            DemoFleet.run(Instant.now().minusSeconds(60));
            telemetry.flush();
        }
        conversation = BrowsedTraces.conversation(StockExporter.GRPC.connect(system.ports()));
        await().until(system::everythingIsSettled);
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (system != null) {
            system.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BrowsedPage.DESKTOP, BrowsedPage.PHONE})
    void trace_isShownAsTreeAndWaterfall(int width) {
        try (BrowsedPage browsed = open(width)) {
            browsed.go("/traces/" + DemoFleet.TRAINING_RUN);
            Page page = browsed.page();

            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("train_agent")))
                    .isVisible();
            assertThat(line(page, "train_agent")).hasAttribute("aria-level", "1");
            Locator repeated = line(page, "llm.generate");
            assertThat(repeated).hasCount(1);
            assertThat(repeated).containsText("×10");
            assertThat(repeated).containsText("1.2 s");
            browsed.assertFlawless();
            if (width == BrowsedPage.DESKTOP) {
                browsed.keepPicture("trace");
            }

            repeated.click();
            assertThat(line(page, "llm.generate")).hasCount(11);
        }
    }

    @Test
    void trace_isWalkedByKeys() {
        try (BrowsedPage browsed = open(BrowsedPage.DESKTOP)) {
            browsed.go("/traces/" + DemoFleet.TRAINING_RUN);
            Page page = browsed.page();

            page.getByRole(AriaRole.TREE).focus();
            page.keyboard().press("ArrowDown");
            assertThat(selected(page)).containsText("load_data");
            page.keyboard().press("End");
            assertThat(selected(page)).containsText("evaluate");
            page.keyboard().press("ArrowLeft");
            assertThat(selected(page)).containsText("train_agent");
            page.keyboard().press("ArrowLeft");
            assertThat(page.getByRole(AriaRole.TREEITEM)).hasCount(1);
        }
    }

    @Test
    void bottleneck_isOneClickFromTheTrace() {
        try (BrowsedPage browsed = open(BrowsedPage.DESKTOP)) {
            browsed.go("/traces/research_agent_002");

            browsed.button("chat gemini-2.5-pro 30 s").click();

            assertThat(selected(browsed.page())).containsText("slow");
            assertThat(browsed.page().getByRole(AriaRole.TABPANEL)).containsText("error: timeout");
            browsed.assertFlawless();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BrowsedPage.DESKTOP, BrowsedPage.PHONE})
    void messages_areAConversationAndNeverMarkup(int width) {
        try (BrowsedPage browsed = open(width)) {
            browsed.go("/traces/" + conversation);
            Page page = browsed.page();

            line(page, "chat claude-sonnet-4-5").click();
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Messages"))
                    .click();

            Locator panel = page.getByRole(AriaRole.TABPANEL);
            assertThat(panel).containsText("You help customers. Be brief.");
            assertThat(panel).containsText(BrowsedTraces.HOSTILE.strip());
            assertThat(panel).containsText("find_order");
            assertThat(panel).containsText("\"order\": 4711");
            assertThat(panel.locator("img")).hasCount(0);
            assertThat(page).hasTitle("Trace · ObservabilityFactory");
            browsed.assertFlawless();
            if (width == BrowsedPage.DESKTOP) {
                browsed.keepPicture("conversation");
            }
        }
    }

    @Test
    void traceThatIsNotThere_isToldInTheServicesWords() {
        try (BrowsedPage browsed = open(BrowsedPage.DESKTOP)) {
            browsed.page().navigate("/traces/no-such-run");

            assertThat(browsed.page().getByRole(AriaRole.ALERT)).containsText("no-such-run");
            assertThat(browsed.button("Try again")).isVisible();
        }
    }

    @Test
    void traceOfTenThousandSpans_isDrawnByLinesInSightAndWalkedToItsEnd(TestReporter reporter) {
        String traceId = BrowsedTraces.large(StockExporter.GRPC.connect(system.ports()), LARGE);
        await().until(system::everythingIsSettled);
        try (BrowsedPage browsed = open(BrowsedPage.DESKTOP)) {
            Page page = browsed.page();
            // How long it takes is told, not asserted: it depends on what else the machine does.
            long best = IntStream.range(0, 3)
                    .mapToLong(i -> millisUntilItsEndIsReached(page, traceId))
                    .min()
                    .orElseThrow();

            reporter.publishEntry(LARGE + " spans, milliseconds from the answer to the last line", Long.toString(best));
            assertThat(page.getByRole(AriaRole.TREEITEM).count()).isLessThan(100);
            browsed.assertFlawless();
        }
    }

    /** From the answer of the service, as the page itself measures it: what the test and the browser tell each other is not in it. */
    private static long millisUntilItsEndIsReached(Page page, String traceId) {
        page.navigate("/traces/" + traceId);
        assertThat(line(page, "invoke_agent swarm")).isVisible(visibleWithin(30));
        Number drawn = (Number) page.evaluate("""
                () => performance.getEntriesByName('waterfall')[0].startTime
                    - performance.getEntriesByType('resource').find(one => one.name.includes('/api/v1/traces/')).responseEnd""");
        Number walked = (Number) page.getByRole(AriaRole.TREE).evaluate("""
                async tree => {
                    const start = performance.now();
                    tree.dispatchEvent(new KeyboardEvent('keydown', {key: 'End', bubbles: true, composed: true}));
                    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
                    return performance.now() - start;
                }""");
        assertThat(selected(page)).containsText("step");
        return drawn.longValue() + walked.longValue();
    }

    private static LocatorAssertions.IsVisibleOptions visibleWithin(int seconds) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(seconds * 1_000);
    }

    private static BrowsedPage open(int width) {
        return BrowsedPage.openSignedOut(chromium, system.ports(), width);
    }

    private static Locator line(Page page, String name) {
        return page.getByRole(AriaRole.TREEITEM).filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator selected(Page page) {
        return page.getByRole(AriaRole.TREEITEM, new Page.GetByRoleOptions().setSelected(true));
    }
}
