package io.observabilityfactory.service.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    private static final String OLD = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String NEW = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    private final SecretBox box = box(OLD);

    @Test
    void open_givesBackWhatWasClosed() {
        assertThat(box.open(box.close("https://hooks/ü", "here"), "here")).isEqualTo("https://hooks/ü");
    }

    @Test
    void close_twice_looksDifferent() {
        assertThat(box.close("secret", "here")).isNotEqualTo(box.close("secret", "here"));
    }

    @Test
    void open_atAnotherPlace_fails() {
        byte[] closed = box.close("secret", "project 1 slack");

        assertThatThrownBy(() -> box.open(closed, "project 2 slack")).isInstanceOf(IllegalStateException.class);
    }

    @Property
    void open_ofABoxOfWhichAnyBitWasChanged_fails(@ForAll @IntRange(min = 0, max = 300) int bit) {
        byte[] closed = box.close("hush-hush", "here");
        int at = bit % (closed.length * 8);
        closed[at / 8] ^= (byte) (1 << at % 8);

        assertThatThrownBy(() -> box.open(closed, "here"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("hush-hush");
    }

    @Test
    void open_afterTheKeyWasChanged_needsThePreviousOne() {
        byte[] closed = box.close("secret", "here");

        assertThat(new SecretBox("secret-key", Optional.of(NEW), List.of(OLD)).open(closed, "here"))
                .isEqualTo("secret");
        assertThatThrownBy(() -> box(NEW).open(closed, "here")).hasMessageContaining("used before secret-key");
    }

    @Test
    void new_withAKeyThatIsNone_saysWhatIsNeededAndNotTheKey() {
        assertThatThrownBy(() -> box("c2hvcnQ="))
                .hasMessageContaining("32 bytes in Base64")
                .hasMessageNotContaining("c2hvcnQ");
    }

    @Test
    void new_withPreviousKeysOnly_saysWhichIsMissing() {
        assertThatThrownBy(() -> new SecretBox("secret-key", Optional.empty(), List.of(OLD)))
                .hasMessageContaining("secret-key is missing");
    }

    @Test
    void withoutAKey_nothingIsUsable() {
        assertThat(new SecretBox("secret-key", Optional.empty(), List.of()).isUsable())
                .isFalse();
    }

    private static SecretBox box(String key) {
        return new SecretBox("secret-key", Optional.of(key), List.of());
    }
}
