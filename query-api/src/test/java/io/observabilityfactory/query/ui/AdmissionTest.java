package io.observabilityfactory.query.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.model.access.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    @Test
    void withoutARoleInTheSettings_everybodyMayLookAndNobodyMayChange() {
        assertThat(admission(config(null, null, null), Map.of(), "anything"))
                .contains(new Admission("default", Set.of(Scope.READ)));
    }

    @Test
    void roles_sayWhoMayWhat() {
        OpenIdConfig config = config(null, "observer", "operator");

        assertThat(admission(config, Map.of(), "visitor")).isEmpty();
        assertThat(admission(config, Map.of(), "observer")).contains(new Admission("default", Set.of(Scope.READ)));
        assertThat(admission(config, Map.of(), "operator"))
                .contains(new Admission("default", Set.of(Scope.READ, Scope.ADMIN)));
    }

    @Test
    void claim_namesTheProjectAndWithoutItThereIsNone() {
        OpenIdConfig config = config("team", null, null);

        assertThat(admission(config, Map.of("team", "search"))).contains(new Admission("search", Set.of(Scope.READ)));
        assertThat(admission(config, Map.of())).isEmpty();
    }

    private static Optional<Admission> admission(OpenIdConfig config, Map<String, String> claims, String... roles) {
        return Admission.of(config, Set.of(roles), name -> Optional.ofNullable(claims.get(name)));
    }

    private static OpenIdConfig config(
            @Nullable String projectClaim, @Nullable String readRole, @Nullable String adminRole) {
        return new OpenIdConfig() {
            @Override
            public String project() {
                return "default";
            }

            @Override
            public Optional<String> projectClaim() {
                return Optional.ofNullable(projectClaim);
            }

            @Override
            public Optional<String> readRole() {
                return Optional.ofNullable(readRole);
            }

            @Override
            public Optional<String> adminRole() {
                return Optional.ofNullable(adminRole);
            }
        };
    }
}
