package io.observabilityfactory.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.RequestOptions;
import io.observabilityfactory.testkit.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A page of the web UI as somebody sees it who looks closely: into the console, too, and with an eye for what is in nobody's way. */
final class BrowsedPage implements AutoCloseable {

    static final int DESKTOP = 1280;
    static final int PHONE = 390;

    private static final String ALL_BUT_SESSION = ".*/api/v1/(?!session$).*";
    private static final String PROBLEM = "application/problem+json";
    private static final String AWAY = """
            {"title": "Service Unavailable", "status": 503, "detail": "The database is away."}""";

    private static final int PHONE_HEIGHT = 844;
    private static final int DESKTOP_HEIGHT = 800;

    private static final String AXE = read("/axe.min.js");
    private static final String VIOLATIONS = """
            async () => {
                const found = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']});
                return found.violations.map(one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.target.flat().join(' ')
                    + ' ' + (node.failureSummary ?? '')).join(' | '));
            }""";

    /** Made anew with -Dscreenshots=true. */
    private static final boolean SCREENSHOTS = Boolean.getBoolean("screenshots");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<Route> waiting = new ArrayList<>();
    private boolean databaseIsAway;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(Patience.A_WHILE.toMillis());
    }

    private BrowsedPage(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(Patience.A_WHILE.toMillis());
        this.page = context.newPage();
        page.onDialog(Dialog::accept);
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.type() + ": " + message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
    }

    /** Signed in to the project. */
    static BrowsedPage open(Chromium chromium, BrowsedProject project, int width) {
        BrowsedPage browsed = openSignedOut(chromium, project.ports(), width);
        APIResponse answer = browsed.context
                .request()
                .post("/api/v1/session", RequestOptions.create().setHeader("Authorization", "Bearer " + project.key()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return browsed;
    }

    static BrowsedPage openSignedOut(Chromium chromium, LocalPorts ports, int width) {
        return new BrowsedPage(chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL("http://localhost:" + ports.query())
                        .setLocale("en-GB")
                        .setTimezoneId("UTC")
                        .setViewportSize(width, width == PHONE ? PHONE_HEIGHT : DESKTOP_HEIGHT)));
    }

    Page page() {
        return page;
    }

    /** Returns when what the page asked for is there. */
    void go(String path) {
        page.navigate(path);
        settle();
    }

    void settle() {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(heading()).isVisible();
        assertThat(loading()).hasCount(0);
    }

    /** The same page as a phone shows it that prefers dark colours. */
    void turnIntoADarkPhone() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.setViewportSize(PHONE, PHONE_HEIGHT);
        page.waitForCondition(() -> "dark".equals(page.evaluate("() => document.documentElement.dataset.theme")));
    }

    Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    Locator loading() {
        return page.getByRole(AriaRole.STATUS, new Page.GetByRoleOptions().setName("Loading"));
    }

    Locator alert() {
        return page.getByRole(AriaRole.ALERT);
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    /** In the navigation. */
    Locator section(String name) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages"))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** What the dialog frames is its neighbour in the document, not its child. */
    Locator inDialog() {
        return page.locator("of-dialog");
    }

    /** Of the dialog that is open. */
    Locator field(String label) {
        return inDialog().getByLabel(label);
    }

    /** Sends the dialog's form and returns when it was taken. */
    void submit(String button) {
        inDialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .click();
        page.waitForCondition(() -> dialog().count() == 0 || complaint().count() > 0);
        assertThat(complaint()).hasCount(0);
        assertThat(dialog()).hasCount(0);
    }

    /** Of the service about the dialog's form. */
    Locator complaint() {
        return inDialog().getByRole(AriaRole.ALERT);
    }

    /** A line of a table. */
    Locator row(String text) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** From now on requests to matching addresses get this answer. */
    void answer(String address, int status, String contentType, String body) {
        page.route(Pattern.compile(address), route -> route.fulfill(answerOf(status, contentType, body)));
    }

    /** From now on the API lets everybody wait but who asks for the session. */
    void letWait() {
        page.route(Pattern.compile(ALL_BUT_SESSION), route -> {
            if (databaseIsAway) {
                route.fulfill(answerOf(503, PROBLEM, AWAY));
            } else {
                waiting.add(route);
            }
        });
    }

    /** Who waits is answered, and everybody from now on, as the API does without its database. */
    void answerWithAProblem() {
        databaseIsAway = true;
        waiting.forEach(route -> route.fulfill(answerOf(503, PROBLEM, AWAY)));
        waiting.clear();
    }

    /** From now on whoever asks for the session is told to sign in. */
    void askForAKey() {
        answer(".*/api/v1/session$", 401, PROBLEM, """
                {"title": "Unauthorized", "status": 401, "detail": "An API key is needed."}""");
    }

    /** From now on the API itself answers. */
    void answerAgain() {
        page.unrouteAll();
    }

    private static Route.FulfillOptions answerOf(int status, String contentType, String body) {
        return new Route.FulfillOptions()
                .setStatus(status)
                .setContentType(contentType)
                .setBody(body);
    }

    /** Nothing was complained about, nothing sticks out to the side, and nothing is in the way of anybody who cannot see or point. */
    void assertFlawless() {
        assertThat(complaints).isEmpty();
        assertNothingSticksOut();
        assertAccessible();
    }

    void assertNothingSticksOut() {
        assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .as("pixels that stick out")
                .isEqualTo(0);
    }

    void assertAccessible() {
        page.evaluate(AXE);
        assertThat((List<?>) page.evaluate(VIOLATIONS)).isEmpty();
    }

    /** For the documentation. */
    void keepPicture(String name) {
        if (SCREENSHOTS) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(TestSystem.home().resolve(Path.of("docs", "images", name + ".png"))));
        }
    }

    private static String read(String resource) {
        try (InputStream content = BrowsedPage.class.getResourceAsStream(resource)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
