package io.observabilityfactory.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the web UI computes itself: its modules without a document, as they are written, in a browser without any service. */
@EnabledIf("io.observabilityfactory.local.Chromium#isExpected")
class WebModulesIT {

    private static final Path MODULES = TestSystem.home().resolve("query-api/src/main/resources/web/app");

    /** A span that starts so many milliseconds after the trace did. */
    private static final String SPANS = """
            const span = (id, parent, name, start, duration, more = {}) => ({spanId: id, parentSpanId: parent, name, type: 'llm', status: 'ok',
                startTime: new Date(Date.UTC(2026, 2, 1) + start).toISOString(), durationMs: duration, selfTimeMs: duration, costUsd: null,
                billed: false, tokens: null, ...more});
            """;

    static Chromium chromium;
    static Page page;

    @BeforeAll
    static void open() {
        chromium = Chromium.start();
        page = chromium.browser().newPage();
        page.route("**", WebModulesIT::serve);
        page.navigate("http://modules.test/");
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static void serve(Route route) {
        String path = URI.create(route.request().url()).getPath();
        route.fulfill(
                path.equals("/")
                        ? new Route.FulfillOptions().setContentType("text/html").setBody("<!doctype html>")
                        : new Route.FulfillOptions()
                                .setContentType("text/javascript")
                                .setPath(MODULES.resolve(path.substring(1))));
    }

    private static Object run(String module, String script) {
        return page.evaluate(
                "async () => { const m = await import('http://modules.test/" + module + "'); " + SPANS + script + " }");
    }

    private static Object tree(String spans, String script) {
        return run("trace/span-tree.js", "const tree = m.spanTree({spans: [" + spans + "]}); " + script);
    }

    @Test
    void repeatedNeighbours_areOneLineUntilOpened() {
        Object lines = tree("""
                span('a', null, 'train', 0, 100), span('b', 'a', 'load', 0, 10), span('c', 'a', 'call', 20, 10, {costUsd: 1}),
                span('d', 'a', 'call', 30, 10, {costUsd: 2}), span('e', 'a', 'call', 40, 20, {costUsd: null, status: 'error'}),
                span('f', 'a', 'end', 90, 10)""", """
                const shown = toggled => m.visibleRows(tree.roots, toggled).map(({node, depth}) =>
                    `${depth} ${node.span.name} ${node.folded?.length ?? 1} ${node.totalUsd} ${node.errors}`);
                return [shown(new Set()), shown(new Set(['fold:c'])), shown(new Set(['a']))];""");

        assertThat(lines)
                .isEqualTo(List.of(
                        List.of("0 train 1 3 1", "1 load 1 null 0", "1 call 3 3 1", "1 end 1 null 0"),
                        List.of(
                                "0 train 1 3 1",
                                "1 load 1 null 0",
                                "1 call 3 3 1",
                                "2 call 1 1 0",
                                "2 call 1 2 0",
                                "2 call 1 null 1",
                                "1 end 1 null 0"),
                        List.of("0 train 1 3 1")));
    }

    @Test
    void spansThatAreEachOthersParents_areAllShown() {
        Object shown = tree(
                "span('a', 'b', 'one', 0, 10), span('b', 'a', 'two', 1, 5), span('c', 'c', 'self', 2, 5), span('d', 'gone', 'orphan', 3, 5)",
                "return m.visibleRows(tree.roots, new Set()).map(({node}) => node.span.name).sort();");

        assertThat(shown).isEqualTo(List.of("one", "orphan", "self", "two"));
    }

    @Test
    void chainOfTenThousand_isWalkedWithoutRecursion() {
        Object deepest = run("trace/span-tree.js", """
                const spans = Array.from({length: 10000}, (_, i) => span(`s${i}`, i === 0 ? null : `s${i - 1}`, `n${i}`, i, 1, {costUsd: 1}));
                const tree = m.spanTree({spans});
                const rows = m.visibleRows(tree.roots, new Set());
                return [rows.length, rows.at(-1).depth, tree.roots[0].totalUsd, m.above(tree, 's9999').length, m.criticalPath(tree).size];""");

        assertThat(deepest).isEqualTo(List.of(10_000, 9_999, 10_000, 9_999, 1));
    }

    @Test
    void criticalPath_goesFromTheEndToWhatEndedLastBefore() {
        Object path = tree("""
                span('root', null, 'root', 0, 100), span('early', 'root', 'early', 0, 40), span('beside', 'root', 'beside', 10, 20),
                span('late', 'root', 'late', 50, 50), span('inside', 'late', 'inside', 60, 40)""", "return [...m.criticalPath(tree)].sort();");

        assertThat(path).isEqualTo(List.of("early", "inside", "late", "root"));
    }

    @Test
    void bottleneck_isWhatTakesTimeItself() {
        Object slow = tree("""
                span('root', null, 'root', 0, 100, {selfTimeMs: 5}), span('slow', 'root', 'slow', 0, 70, {selfTimeMs: 70}),
                span('quick', 'root', 'quick', 70, 14, {selfTimeMs: 14}), span('fair', 'root', 'fair', 84, 16, {selfTimeMs: 16})""", "return m.bottlenecks(tree).map(node => node.key);");

        assertThat(slow).isEqualTo(List.of("slow", "fair"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            usd(null), –
            usd(0), $0.00
            usd(45.234), $45.23
            usd(0.0156125), $0.0156
            usd(0.000002), $0.000002
            duration(0.24), 240 µs
            duration(2340), 2.34 s
            duration(999.7), 1 s
            duration(59999), 1 min 0 s
            duration(119700), 2 min 0 s
            duration(200000), 3 min 20 s
            duration(3599800), 1 h 0 min
            percent(0.406), 40.6 %
            rate(0.00279), 0.00279
            rate(12.54), 12.5
            compact(1320000), 1.3M
            percent(null), –
            """)
    void figure_isWrittenAsPeopleReadIt(String asked, String written) {
        assertThat(run("base/format.js", "return m." + asked + ";")).isEqualTo(written);
    }

    @Test
    void fractionsOfAMillisecond_areKept() {
        assertThat(
                        (Double)
                                run(
                                        "base/format.js",
                                        "return m.epochMillis('2026-03-01T00:00:00.123456789Z') - m.epochMillis('2026-03-01T00:00:00.123Z');"))
                .isBetween(0.45, 0.46);
    }

    @Test
    void rates_areWeightedByCalls() {
        assertThat(run("overview/totals.js", """
                return m.totals([{agent: 'a', calls: 90, errorRate: 0, timeoutRate: null, p95LatencyMs: 5},
                    {agent: 'b', calls: 10, errorRate: 1, timeoutRate: 0.5, p95LatencyMs: 9}, {agent: 'c', calls: 0, errorRate: null, p95LatencyMs: null}]);"""))
                .isEqualTo(Map.of(
                        "calls",
                        100,
                        "errorRate",
                        0.1,
                        "timeoutRate",
                        0.05,
                        "slowest",
                        Map.of("agent", "b", "calls", 10, "errorRate", 1, "timeoutRate", 0.5, "p95LatencyMs", 9)));
    }

    @Test
    void spendingBefore_isTakenTogetherByPeriodsOfTheCalendar() {
        assertThat(run("alerts/periods.js", """
                return [m.firstDayOf('day', '2026-03-01'), m.firstDayOf('week', '2026-03-01'), m.firstDayOf('month', '2026-03-31')];""")).isEqualTo(List.of("2026-01-31", "2025-12-08", "2025-10-01"));
        assertThat(run("alerts/periods.js", """
                const days = [['2026-03-01', 1], ['2026-03-02', 2], ['2026-03-08', 4], ['2026-03-09', null]];
                const spent = period => m.spentIn(period, days.map(([date, costUsd]) => ({date, costUsd}))).map(one => `${one.start} ${one.costUsd}`);
                return [spent('week'), spent('month')];"""))
                .isEqualTo(
                        List.of(List.of("2026-02-23 1", "2026-03-02 6", "2026-03-09 null"), List.of("2026-03-01 7")));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            30000, latency_p95, 30 s
            0.125, error_rate, 12.5 %
            12,    calls,      12
            """)
    void threshold_isWrittenWithItsUnit(double value, String figure, String written) {
        assertThat(run("alerts/written.js", "return m.written(" + value + ", '" + figure + "');"))
                .isEqualTo(written);
    }

    @Test
    void hoursOfTheLedger_holdAllSignals() {
        assertThat(run("settings/ledger.js", """
                const hour = number => `2026-03-01T${number}:00:00Z`;
                return m.byHour([{hour: hour('12'), signal: 'traces', received: 3, stored: 2, duplicates: 1, rejected: 0},
                    {hour: hour('10'), signal: 'logs', received: 1, stored: 1, duplicates: 0, rejected: 0},
                    {hour: hour('12'), signal: 'logs', received: 1, stored: 0, duplicates: 0, rejected: 1}],
                    {from: '2026-03-01T10:20:00Z', to: '2026-03-01T12:20:00Z'}).map(one => Object.values(one).join(' '));"""))
                .isEqualTo(List.of(
                        "2026-03-01T10:00:00.000Z 1 1 0 0",
                        "2026-03-01T11:00:00.000Z 0 0 0 0",
                        "2026-03-01T12:00:00.000Z 4 2 1 1"));
    }
}
