package io.observabilityfactory.service.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "[::1]",
                "[::]",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "[ff02::1]",
                "[::ffff:10.0.0.1]",
                "[64:ff9b::a00:1]",
                "[2002:a00:1::]",
                "[2001:db8::1]"
            })
    void resolve_ofAnAddressThatIsNotPublic_isRefused(String host) {
        assertThatThrownBy(() -> guard().resolve(URI.create("http://" + host + "/")))
                .isInstanceOf(TargetRefusedException.class)
                .hasMessageContaining("targets.allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.15.255.255", "172.32.0.0", "[2606:4700::1111]"})
    void resolve_ofAPublicAddress_isThatAddress(String host) throws Exception {
        assertThat(guard().resolve(URI.create("https://" + host + "/")).getHostAddress())
                .isNotEmpty();
    }

    @Test
    void resolve_ofAnAllowedNetwork_isAllowed() throws Exception {
        TargetGuard guard = guard("10.1.0.0/16", "fd00::/8");

        assertThat(guard.resolve(URI.create("http://10.1.2.3/")).getHostAddress())
                .isEqualTo("10.1.2.3");
        assertThat(guard.resolve(URI.create("http://[fd12::1]/")).isLoopbackAddress())
                .isFalse();
        assertThatThrownBy(() -> guard.resolve(URI.create("http://10.2.0.1/")))
                .isInstanceOf(TargetRefusedException.class);
    }

    @Test
    void resolve_ofAnAllowedName_isAllowedWhereverItIs() throws Exception {
        assertThat(guard("LocalHost")
                        .resolve(URI.create("http://localhost:9093/"))
                        .isLoopbackAddress())
                .isTrue();
    }

    private static TargetGuard guard(String... allowed) {
        return new TargetGuard("targets.allowed", List.of(allowed));
    }
}
