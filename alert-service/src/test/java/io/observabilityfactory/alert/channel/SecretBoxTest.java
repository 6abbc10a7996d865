package io.observabilityfactory.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.observabilityfactory.alert.AlertConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    private static final String OLD = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String NEW = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    private final SecretBox box = box(Map.of("secret-key", OLD));

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
        byte[] closed = box.close("secret", "here");
        int at = bit % (closed.length * 8);
        closed[at / 8] ^= (byte) (1 << at % 8);

        assertThatThrownBy(() -> box.open(closed, "here"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret ");
    }

    @Test
    void open_afterTheKeyWasChanged_needsThePreviousOne() {
        byte[] closed = box.close("secret", "here");

        assertThat(box(Map.of("secret-key", NEW, "previous-secret-keys", OLD)).open(closed, "here"))
                .isEqualTo("secret");
        assertThatThrownBy(() -> box(Map.of("secret-key", NEW)).open(closed, "here"))
                .hasMessageContaining("previous-secret-keys");
    }

    @Test
    void new_withAKeyThatIsNone_saysWhatIsNeededAndNotTheKey() {
        assertThatThrownBy(() -> box(Map.of("secret-key", "c2hvcnQ=")))
                .hasMessageContaining("32 bytes in Base64")
                .hasMessageNotContaining("c2hvcnQ");
    }

    @Test
    void withoutAKey_nothingIsUsable() {
        assertThat(box(Map.of()).isUsable()).isFalse();
    }

    private static SecretBox box(Map<String, String> settings) {
        return new SecretBox(config(settings));
    }

    static AlertConfig config(Map<String, String> settings) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().withMapping(AlertConfig.class).addDiscoveredConverters();
        settings.forEach((key, value) -> builder.withDefaultValue("observability-factory.alert." + key, value));
        return builder.build().getConfigMapping(AlertConfig.class);
    }
}
