package io.observabilityfactory.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A page of the web UI as somebody sees it who looks closely: into the console, too, and with an eye for what is in nobody's way. */
final class BrowsedPage implements AutoCloseable {

    static final int DESKTOP = 1280;
    static final int PHONE = 390;

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

    private BrowsedPage(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.type() + ": " + message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
    }

    static BrowsedPage open(Chromium chromium, LocalPorts ports, int width) {
        return new BrowsedPage(chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL("http://localhost:" + ports.query())
                        .setLocale("en-GB")
                        .setTimezoneId("UTC")
                        .setViewportSize(width, width == PHONE ? 844 : 800)));
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
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** Nothing was complained about, nothing sticks out to the side, and nothing is in the way of anybody who cannot see or point. */
    void assertFlawless() {
        assertThat(complaints).isEmpty();
        assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .as("pixels that stick out")
                .isEqualTo(0);
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
