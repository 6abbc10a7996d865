package io.observabilityfactory.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.observabilityfactory.local.demo.DemoFleet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of a trace in a real browser: lines that fold, keys, messages, and a trace that is large. */
@EnabledIf("io.observabilityfactory.local.Chromium#isExpected")
class WebUiTraceIT {

    private static final int LARGE = 10_000;

    @RegisterExtension
    static final SharedSystem SHARED = SharedSystem.thatIsAddedTo();

    static TestSystem system;
    static BrowsedProject project;
    static Chromium chromium;
    static String conversation;

    @BeforeAll
    static void start() {
        system = SHARED.system();
        chromium = Chromium.start();
        project = BrowsedProject.create(system, "web-ui-trace");
        project.runFleet();
        conversation = BrowsedTraces.conversation(project.exporter());
        await().until(system::everythingIsSettled);
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void repeatedSteps_areOneLineUntilSomebodyOpensIt() {
        try (BrowsedPage browsed = open(BrowsedPage.PHONE)) {
            browsed.go("/traces/" + DemoFleet.TRAINING_RUN);
            Page page = browsed.page();

            assertThat(line(page, "train_agent")).hasAttribute("aria-level", "1");
            Locator repeated = line(page, "llm.generate");
            assertThat(repeated).hasCount(1);
            assertThat(repeated).containsText("×10");
            assertThat(repeated).containsText("1.2 s");

            repeated.click();
            assertThat(line(page, "llm.generate")).hasCount(11);
            browsed.assertFlawless();
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
    void messages_areAConversationAndNeverMarkup() {
        try (BrowsedPage browsed = open(BrowsedPage.DESKTOP)) {
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
            browsed.keepPicture("conversation");
            browsed.turnIntoADarkPhone();
            browsed.assertFlawless();
            browsed.keepPicture("phone/conversation");
        }
    }

    /** How long it takes is told, not asserted: it depends on what else the machine does. */
    @Test
    void traceOfTenThousandSpans_isDrawnByLinesInSightAndWalkedToItsEnd() {
        String traceId = BrowsedTraces.large(project.exporter(), LARGE);
        await().until(system::everythingIsSettled);
        try (BrowsedPage browsed = open(BrowsedPage.DESKTOP)) {
            Waterfall fastest = IntStream.range(0, 3)
                    .mapToObj(i -> Waterfall.open(browsed.page(), traceId))
                    .min(Comparator.comparing(Waterfall::completeMillis))
                    .orElseThrow();

            System.out.printf("Waterfall of %,d spans: %s%n", LARGE, fastest);
            assertThat(browsed.page().getByRole(AriaRole.TREEITEM).count()).isLessThan(100);
            browsed.assertFlawless();
        }
    }

    /**
     * How soon a trace can be worked with, as the page itself measures it: what the test and the browser tell each other is not in it.
     *
     * @param firstMillis from asking for the page until its first lines are drawn and take keys
     * @param completeMillis until all spans are there
     * @param longestTaskMillis for which it took no key meanwhile
     * @param endMillis from pressing End until the last line is drawn
     */
    private record Waterfall(long firstMillis, long completeMillis, long longestTaskMillis, long endMillis) {

        private static final String OBSERVE = """
                () => new Promise(observed => {
                    const marks = performance.getEntriesByName('waterfall').map(mark => mark.startTime);
                    const answer = tasks => observed([marks[0], marks.at(-1), Math.max(0, ...tasks.map(task => task.duration))]);
                    new PerformanceObserver(list => answer(list.getEntries())).observe({type: 'longtask', buffered: true});
                    setTimeout(() => answer([]), 500);
                })""";

        private static final String PRESS_END = """
                async tree => {
                    const start = performance.now();
                    tree.dispatchEvent(new KeyboardEvent('keydown', {key: 'End', bubbles: true, composed: true}));
                    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
                    return performance.now() - start;
                }""";

        static Waterfall open(Page page, String traceId) {
            page.navigate("/traces/" + traceId);
            assertThat(line(page, "invoke_agent swarm")).isVisible();
            assertThat(page.getByText("spans are here")).hasCount(0);
            List<Number> drawn = ((List<?>) page.evaluate(OBSERVE))
                    .stream().map(Number.class::cast).toList();
            Number walked = (Number) page.getByRole(AriaRole.TREE).evaluate(PRESS_END);
            assertThat(selected(page)).containsText("step");
            return new Waterfall(
                    drawn.get(0).longValue(),
                    drawn.get(1).longValue(),
                    drawn.get(2).longValue(),
                    walked.longValue());
        }
    }

    private static BrowsedPage open(int width) {
        return BrowsedPage.open(chromium, project, width);
    }

    private static Locator line(Page page, String name) {
        return page.getByRole(AriaRole.TREEITEM).filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator selected(Page page) {
        return page.getByRole(AriaRole.TREEITEM, new Page.GetByRoleOptions().setSelected(true));
    }
}
