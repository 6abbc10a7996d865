package io.observabilityfactory.query.trace;

import static io.observabilityfactory.query.trace.Outlines.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TracePictureTest {

    @Test
    void picture_foldsRepeatedCallsAndShowsTheirSum() {
        List<SpanOutline> spans = new ArrayList<>(List.of(
                span("1", null, "train_agent", 0, 2340),
                span("2", "1", "load_data", 0, 450),
                span("3", "1", "train_model", 450, 1520)));
        for (int call = 0; call < 10; call++) {
            spans.add(span("llm" + call, "3", "llm.generate", 450 + call * 120, 120));
        }
        spans.add(span("4", "3", "update_model", 1650, 320));
        spans.add(span("5", "1", "evaluate", 1970, 370));

        assertThat(picture(spans)).isEqualTo("""
                train_agent                       [2.34s]
                  ├─ load_data                    [0.45s]
                  ├─ train_model                  [1.52s]
                  │   ├─ llm.generate (x10)       [1.20s]
                  │   └─ update_model             [0.32s]
                  └─ evaluate                     [0.37s]
                """);
    }

    @Test
    void picture_mergesWhatIsBelowFoldedSpans() {
        assertThat(picture(List.of(
                        span("1", null, "run", 0, 1000),
                        span("2", "1", "step", 0, 100),
                        span("3", "2", "search", 0, 10),
                        span("4", "1", "step", 100, 100),
                        span("5", "4", "search", 100, 10),
                        span("6", "4", "rank", 110, 10))))
                .isEqualTo("""
                run                               [1.00s]
                  └─ step (x2)                    [0.20s]
                      ├─ search (x2)              [0.02s]
                      └─ rank                     [0.01s]
                """);
    }

    @Test
    void picture_showsSpansOfACycleAsRoots() {
        assertThat(picture(List.of(span("1", "2", "chicken", 0, 10), span("2", "1", "egg", 0, 20))))
                .isEqualTo("""
                chicken                           [0.01s]
                egg                               [0.02s]
                """);
    }

    @Test
    void picture_countsWhatIsTooDeepToDraw() {
        int levels = 10_000;
        List<SpanOutline> chain = IntStream.range(0, levels)
                .mapToObj(i -> span("s" + i, "s" + (i - 1), "level " + i, 0, 10))
                .toList();

        String[] lines = picture(chain).split("\n");

        assertThat(lines).hasSize(102);
        assertThat(lines[100]).contains("└─ level 100 ");
        assertThat(lines[101]).endsWith("└─ … 9899 more below");
    }

    @Test
    void picture_keepsALineALine() {
        assertThat(picture(List.of(span("1", null, "two\nlines", 0, 10), span("2", "1", "long ".repeat(100), 0, 10))))
                .satisfies(text -> assertThat(text.split("\n")).hasSize(2).allMatch(line -> line.length() < 140))
                .startsWith("two lines ");
    }

    private static String picture(List<SpanOutline> spans) {
        return TracePicture.of(SpanForest.of(spans));
    }
}
