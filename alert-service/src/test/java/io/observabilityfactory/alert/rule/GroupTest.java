package io.observabilityfactory.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class GroupTest {

    private static final List<String> NAMES = List.of("user", "tag");

    @Property
    void keys_ofDifferentGroups_differ(
            @ForAll @CharRange(from = '\u001e', to = '\u0020') @StringLength(max = 4) String user,
            @ForAll @CharRange(from = '[', to = ']') @StringLength(max = 4) String tag,
            @ForAll @CharRange(from = '\u001e', to = '\u0020') @StringLength(max = 4) String otherUser,
            @ForAll @CharRange(from = '[', to = ']') @StringLength(max = 4) String otherTag) {
        Group one = Group.of(NAMES, List.of(user + tag, tag));
        Group other = Group.of(NAMES, List.of(otherUser + otherTag, otherTag));

        assertThat(one.key().equals(other.key())).isEqualTo(one.equals(other));
    }

    @Test
    void key_ofAValueThatIsLongerThanAnIndexTakes_isShortAndItsOwn() {
        Group one = Group.of(NAMES, List.of("ü".repeat(100_000), "x"));
        Group other = Group.of(NAMES, List.of("ü".repeat(100_000), "y"));

        assertThat(one.key()).hasSizeLessThan(100).isNotEqualTo(other.key());
    }

    @Test
    void describe_keepsToALine() {
        Group group = Group.of(NAMES, List.of("ann\r\nBcc: eve@example.com\u0000", "🙂".repeat(500)));

        assertThat(group.describe())
                .startsWith("user ann Bcc: eve@example.com, tag 🙂")
                .endsWith("🙂…")
                .hasSizeLessThan(400);
        assertThat(Group.of(NAMES, List.of("", " ")).describe()).isEqualTo("user (none), tag (none)");
    }
}
