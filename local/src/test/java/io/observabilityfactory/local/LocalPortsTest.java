package io.observabilityfactory.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalPortsTest {

    @Test
    void free_areDifferentAndNotThoseOfOutgoingConnections() {
        List<Integer> ports = all(LocalPorts.free());

        assertThat(ports).hasSize(11).doesNotHaveDuplicates().allMatch(port -> port >= 20_000 && port < 29_000);
    }

    @Test
    void taken_namesWhatSomebodyListensOn() throws IOException {
        LocalPorts ports = LocalPorts.free();
        assertThat(ports.taken()).isEmpty();

        try (ServerSocket other = new ServerSocket(ports.query(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(ports.taken()).containsOnlyKeys("query-api").containsValue(other.getLocalPort());
        }
    }

    private static List<Integer> all(LocalPorts ports) {
        Stream<Integer> named = Stream.of(
                ports.query(),
                ports.otlpGrpc(),
                ports.otlpHttp(),
                ports.cost(),
                ports.alert(),
                ports.postgres(),
                ports.smtp());
        return Stream.concat(named, ports.management().stream()).toList();
    }
}
