package io.observabilityfactory.model.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    private static final ApiKeySecret SECRET = new ApiKeySecret("sk-of-secret");

    @Test
    void bearerBasicAndApiKey_nameTheSameSecret() {
        String basic = Base64.getEncoder().encodeToString("pk-of-1:sk-of-secret".getBytes());

        assertThat(Credentials.of("Bearer sk-of-secret", null)).contains(new Credentials(Optional.empty(), SECRET));
        assertThat(Credentials.of("bearer  sk-of-secret ", null)).contains(new Credentials(Optional.empty(), SECRET));
        assertThat(Credentials.of(null, "sk-of-secret")).contains(new Credentials(Optional.empty(), SECRET));
        assertThat(Credentials.of("Basic " + basic, null)).contains(new Credentials(Optional.of("pk-of-1"), SECRET));
        assertThat(Credentials.of(null, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Digest x", "Bearer ", "Basic !!!", "Basic bm9jb2xvbg==", "Basic OnNlY3JldA=="})
    void headerThatCannotBeUnderstood_isRefusedWithoutRepeatingIt(String header) {
        assertThatThrownBy(() -> Credentials.of(header, null))
                .isInstanceOf(CredentialsException.class)
                .hasMessageNotContaining("bm9jb2xvbg");
    }

    @Test
    void secret_doesNotShowInText() {
        assertThat(Credentials.of("Bearer sk-of-secret", null).orElseThrow().toString())
                .doesNotContain("sk-of-secret");
    }
}
