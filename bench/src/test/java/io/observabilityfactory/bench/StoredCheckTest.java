package io.observabilityfactory.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StoredCheckTest {

    @Test
    void acknowledgedSpanThatIsNotStored_fails() {
        assertThatThrownBy(() -> new StoredCheck(10, 9, 0).failUnlessNothingIsLost())
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("10 spans were acknowledged, 9 are stored");
    }

    @Test
    void spanThatWasNeverAnswered_mayBeStored() {
        assertThatCode(() -> new StoredCheck(10, 12, 2).failUnlessNothingIsLost())
                .doesNotThrowAnyException();
    }

    @Test
    void spanThatWasNeverSent_isNotStored() {
        assertThatThrownBy(() -> new StoredCheck(10, 13, 2).failUnlessNothingIsLost())
                .isInstanceOf(BenchException.class);
    }
}
