package io.observabilityfactory.setup.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.observabilityfactory.setup.SetupCommand;
import io.observabilityfactory.setup.SetupException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClusterSecretsTest {

    private static final Map<String, SecretKind> KEYS =
            Map.of("password", SecretKind.PASSWORD, "key", SecretKind.API_KEY, "encryption", SecretKind.ENCRYPTION_KEY);

    @TempDir
    Path folder;

    FakeKubernetes kubernetes;

    @BeforeEach
    void start() throws Exception {
        kubernetes = FakeKubernetes.start(folder);
    }

    @AfterEach
    void stop() {
        kubernetes.close();
    }

    @Test
    void secretThatIsNotThere_isMadeOnce() {
        assertThat(kubernetes.secrets().complete("generated", KEYS)).containsExactlyInAnyOrderElementsOf(KEYS.keySet());

        Map<String, String> made = kubernetes.values();
        assertThat(made.get("password")).matches("[A-Za-z0-9_-]{32}");
        assertThat(made.get("key")).startsWith("sk-of-").hasSizeGreaterThan(40);
        assertThat(Base64.getDecoder().decode(made.get("encryption"))).hasSize(32);
        assertThat(kubernetes.secrets().complete("generated", KEYS)).isEmpty();
        assertThat(kubernetes.values()).isEqualTo(made);
    }

    @Test
    void keysThatAreThere_areKept() {
        kubernetes.put("password", "chosen");

        assertThat(kubernetes.secrets().complete("generated", KEYS)).containsExactlyInAnyOrder("key", "encryption");

        assertThat(kubernetes.values()).hasSize(3).containsEntry("password", "chosen");
    }

    @Test
    void whatSomebodyElseWritesMeanwhile_isKept() {
        kubernetes.beforeNextWrite(() -> kubernetes.put("password", "theirs"));
        assertThat(kubernetes.secrets().complete("generated", KEYS)).containsExactlyInAnyOrder("key", "encryption");

        kubernetes.beforeNextWrite(() -> kubernetes.put("another", "theirs"));
        assertThat(kubernetes
                        .secrets()
                        .complete("generated", Map.of("another", SecretKind.PASSWORD, "fourth", SecretKind.PASSWORD)))
                .containsExactly("fourth");

        assertThat(kubernetes.values()).containsEntry("password", "theirs").containsEntry("another", "theirs");
    }

    @Test
    void refusal_isToldWithoutTheValues() throws Exception {
        Files.writeString(folder.resolve("token"), "expired");

        assertThatThrownBy(() -> kubernetes.secrets().complete("generated", KEYS))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("401 Unauthorized");
    }

    @Test
    void serverOfAnotherAuthority_getsNoToken(@TempDir Path other) throws Exception {
        try (FakeKubernetes impostor = FakeKubernetes.start(other)) {
            Files.copy(folder.resolve("ca.crt"), other.resolve("ca.crt"), StandardCopyOption.REPLACE_EXISTING);

            assertThatThrownBy(() -> impostor.secrets().complete("generated", KEYS))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("cannot be reached");
            assertThat(impostor.values()).isEmpty();
        }
    }

    @Test
    void podWithoutAccount_isToldSo() {
        assertThatThrownBy(() -> ClusterSecrets.ofAccount(URI.create("https://localhost"), folder.resolve("none")))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("not mounted");
    }

    @Test
    void command_saysWhatIsWrong() {
        StringWriter errors = new StringWriter();
        CommandLine command = SetupCommand.commandLine().setErr(new PrintWriter(errors));

        assertThat(command.execute("secrets", "--name=x", "--keys=a:b")).isEqualTo(2);
        assertThat(errors.toString()).contains("a:b", "encryption-key");
    }
}
