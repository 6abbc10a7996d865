package io.observabilityfactory.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where everything listens, on loopback only.
 *
 * @param management the management port of each service, in the order of {@link io.observabilityfactory.local.service.Service}
 */
public record LocalPorts(
        int query, int otlpGrpc, int otlpHttp, int cost, int alert, int postgres, int smtp, List<Integer> management) {

    /** Below what systems hand out to outgoing connections, one of which would take a port between the look and its use. */
    private static final int FREE_FROM = 20_000;

    private static final int FREE_TO = 29_000;

    /** The ports that the documentation names. */
    public static LocalPorts standard() {
        return new LocalPorts(8080, 4317, 4318, 8081, 8082, 54320, 2525, List.of(9001, 9002, 9003, 9004));
    }

    /** Ports that nobody listens on at the moment. */
    public static LocalPorts free() {
        List<Integer> ports = freePorts(11);
        return new LocalPorts(
                ports.get(0),
                ports.get(1),
                ports.get(2),
                ports.get(3),
                ports.get(4),
                ports.get(5),
                ports.get(6),
                ports.subList(7, 11));
    }

    /** The ports that somebody listens on already, each with what it is for. */
    public Map<String, Integer> taken() {
        Map<String, Integer> all = Map.of(
                "query-api", query,
                "OTLP/gRPC", otlpGrpc,
                "OTLP/HTTP", otlpHttp,
                "cost-service", cost,
                "alert-service", alert,
                "PostgreSQL", postgres,
                "mail", smtp);
        Stream<Map.Entry<String, Integer>> managementPorts =
                management.stream().map(port -> Map.entry("management " + port, port));
        return Stream.concat(all.entrySet().stream(), managementPorts)
                .filter(entry -> isTaken(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Held open together until all are found, so that they differ. */
    private static List<Integer> freePorts(int count) {
        int first = ThreadLocalRandom.current().nextInt(FREE_FROM, FREE_TO);
        List<ServerSocket> sockets = IntStream.range(0, FREE_TO - FREE_FROM)
                .map(i -> FREE_FROM + (first - FREE_FROM + i) % (FREE_TO - FREE_FROM))
                .mapToObj(LocalPorts::open)
                .flatMap(Optional::stream)
                .limit(count)
                .toList();
        List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
        sockets.forEach(LocalPorts::close);
        return ports;
    }

    /** Nothing when somebody listens there. */
    private static Optional<ServerSocket> open(int port) {
        try {
            return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
