package io.observabilityfactory.service.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LoopbackOnlyTest {

    @Test
    void withoutKeys_onlyLoopbackWillDo() {
        assertThatCode(() -> LoopbackOnly.check(true, "0.0.0.0")).doesNotThrowAnyException();
        assertThatCode(() -> LoopbackOnly.check(false, "127.0.0.1")).doesNotThrowAnyException();

        assertThatThrownBy(() -> LoopbackOnly.check(false, "0.0.0.0"))
                .hasMessageContaining("quarkus.http.host is 0.0.0.0");
    }
}
