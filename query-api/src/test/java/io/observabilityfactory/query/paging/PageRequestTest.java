package io.observabilityfactory.query.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

    private static final String LIST = "/api/v1/things{colour=[red]}";

    @Property
    void pages_haveEveryRowOnceWhileRowsAreAdded(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 500) Integer> before,
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 500) Integer> addedMeanwhile,
            @ForAll @IntRange(min = 1, max = 9) int limit) {
        TreeSet<Integer> rows = new TreeSet<>(before);
        List<Integer> seen = new ArrayList<>();
        List<Integer> arriving = new ArrayList<>(addedMeanwhile);
        String cursor = null;
        do {
            PageRequest request = PageRequest.parse(Integer.toString(limit), cursor, LIST);
            long after = request.after().map(key -> key.number(0)).orElse(-1L);
            Page<Integer> page = request.page(
                    rows.tailSet((int) after, false).stream()
                            .limit(request.rowsToRead())
                            .toList(),
                    PageKey::of);
            seen.addAll(page.items());
            cursor = page.nextCursor();
            if (!arriving.isEmpty()) {
                rows.add(arriving.remove(0));
            }
        } while (cursor != null);

        assertThat(seen).doesNotHaveDuplicates().isSorted().containsAll(before);
    }

    @Test
    void key_comesBackAsItWasWritten() {
        OffsetDateTime time = OffsetDateTime.parse("2026-03-01T10:00:00.123456Z");
        String text = "a&b=ü\u0000\n%41";

        String cursor = PageRequest.parse("1", null, LIST)
                .page(List.of(1, 2), row -> PageKey.of(time, text, ""))
                .nextCursor();

        PageKey key = PageRequest.parse("1", cursor, LIST).after().orElseThrow();
        assertThat(key.time(0)).isEqualTo(time);
        assertThat(key.text(1)).isEqualTo(text);
        assertThat(key.text(2)).isEmpty();
        assertThatThrownBy(() -> key.time(1)).hasMessageContaining("cursor");
        assertThatThrownBy(() -> key.number(1)).hasMessageContaining("cursor");
        assertThatThrownBy(() -> key.text(3)).hasMessageContaining("cursor");
    }

    @Test
    void cursor_ofAnotherListOrCutOffIsRefused() {
        String cursor = PageRequest.parse("1", null, LIST)
                .page(List.of(1, 2), row -> PageKey.of("some", "key"))
                .nextCursor();

        assertThatThrownBy(() -> PageRequest.parse("1", cursor, "/api/v1/things{colour=[blue]}"))
                .hasMessageContaining("cursor must be a nextCursor of this very list");
        assertThatThrownBy(() -> PageRequest.parse("1", cursor.substring(0, cursor.length() - 2), LIST))
                .hasMessageContaining("cursor must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "MDAwMDAwMDA", "\u00e4"})
    void cursor_thatIsNoneIsRefused(String cursor) {
        assertThatThrownBy(() -> PageRequest.parse(null, cursor, LIST)).hasMessageContaining("cursor must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1001", "1.5", "many", "99999999999"})
    void limit_outsideOfItsRangeIsRefused(String limit) {
        assertThatThrownBy(() -> PageRequest.parse(limit, null, LIST))
                .hasMessage("limit must be a number from 1 to 1000");
    }

    @Test
    void lastPage_hasNoCursor() {
        PageRequest request = PageRequest.parse("2", null, LIST);

        assertThat(request.page(List.of(1, 2), PageKey::of)).isEqualTo(new Page<>(List.of(1, 2), null));
        assertThat(request.page(List.of(1, 2, 3), PageKey::of).items()).containsExactly(1, 2);
    }
}
