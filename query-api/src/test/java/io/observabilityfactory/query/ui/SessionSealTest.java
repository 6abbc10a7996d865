package io.observabilityfactory.query.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionSealTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final SessionSeal seal = seal(Optional.of(KEY));

    @Test
    void session_isOpenedByWhoHasTheKeyUntilItsTimeIsOver() {
        String sealed = seal.seal("sk-of-secret", NOW);

        assertThat(sealed).matches("[A-Za-z0-9_-]+").doesNotContain("secret");
        assertThat(seal.open(sealed, NOW.plusSeconds(3_599))).hasValue("sk-of-secret");
        assertThat(seal.open(sealed, NOW.plusSeconds(3_600))).isEmpty();
        assertThat(seal(Optional.of(KEY)).open(sealed, NOW)).hasValue("sk-of-secret");
    }

    @Test
    void sameKeySealedTwice_looksDifferent() {
        assertThat(seal.seal("sk-of-secret", NOW)).isNotEqualTo(seal.seal("sk-of-secret", NOW));
    }

    @Test
    void sessionOfAnotherStart_isNotOpened() {
        String sealed = seal(Optional.empty()).seal("sk-of-secret", NOW);

        assertThat(seal(Optional.empty()).open(sealed, NOW)).isEmpty();
    }

    @Test
    void everyChangedByte_isNoticed() {
        byte[] sealed = Base64.getUrlDecoder().decode(seal.seal("sk-of-secret", NOW));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(seal.open(Base64.getUrlEncoder().encodeToString(changed), NOW))
                    .isEmpty();
        }
    }

    @Test
    void whateverElseACookieHolds_isNoSession() {
        assertThat(seal.open("", NOW)).isEmpty();
        assertThat(seal.open("short", NOW)).isEmpty();
        assertThat(seal.open("not base64!", NOW)).isEmpty();
    }

    @Test
    void unusableKey_isToldAtTheStart() {
        assertThatThrownBy(() -> seal(Optional.of("c2hvcnQ=")))
                .hasMessageContaining("observability-factory.ui.session-key must be 32 bytes in Base64");
        assertThatThrownBy(() -> seal(Optional.of("?"))).hasMessageContaining("session-key");
    }

    private static SessionSeal seal(Optional<String> key) {
        return new SessionSeal(new UiConfig() {
            @Override
            public Optional<String> sessionKey() {
                return key;
            }

            @Override
            public Duration sessionLength() {
                return Duration.ofHours(1);
            }
        });
    }
}
