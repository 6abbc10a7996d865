package io.observabilityfactory.ingest.auth;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopbackOnlyTest {

    @Test
    void withoutKeys_onlyLoopbackWillDo() {
        LoopbackOnly.check(true, Map.of("quarkus.http.host", "0.0.0.0"));
        LoopbackOnly.check(false, Map.of("quarkus.http.host", "127.0.0.1"));

        assertThatThrownBy(() -> LoopbackOnly.check(false, Map.of("quarkus.http.host", "0.0.0.0")))
                .hasMessageContaining("quarkus.http.host is 0.0.0.0");
    }
}
