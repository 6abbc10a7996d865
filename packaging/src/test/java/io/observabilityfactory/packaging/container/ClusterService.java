package io.observabilityfactory.packaging.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One port of a Service of Kubernetes, as nodes make it: each new connection goes to one of the pods that are in the Service, in
 * turn. A connection that is there stays with its pod until one of both ends it, whether the pod is still in the Service or not.
 */
final class ClusterService implements AutoCloseable {

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Integer> endpoints = new ArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private int turn;

    private ClusterService(ServerSocket socket) {
        this.socket = socket;
        threads.execute(this::accept);
    }

    static ClusterService start() throws IOException {
        return new ClusterService(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    synchronized void add(int port) {
        endpoints.add(port);
    }

    synchronized void remove(int port) {
        endpoints.remove(Integer.valueOf(port));
    }

    private synchronized int next() throws IOException {
        if (endpoints.isEmpty()) {
            throw new IOException("no pod is ready");
        }
        return endpoints.get(turn++ % endpoints.size());
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                connect(socket.accept());
            } catch (SocketException e) {
                // It was closed.
                return;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What cannot be connected is closed, as the client has to see it. */
    private void connect(Socket client) throws IOException {
        Socket pod;
        try {
            pod = new Socket(InetAddress.getLoopbackAddress(), next());
        } catch (IOException e) {
            client.close();
            return;
        }
        client.setTcpNoDelay(true);
        pod.setTcpNoDelay(true);
        threads.execute(() -> relay(client, pod));
    }

    private void relay(Socket client, Socket pod) {
        connections.addAll(List.of(client, pod));
        CompletableFuture<Void> answers = CompletableFuture.runAsync(() -> pass(pod, client), threads);
        pass(client, pod);
        answers.join();
        close(client, pod);
        connections.removeAll(List.of(client, pod));
    }

    /** Until one side has no more to say, which the other side is told. */
    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            // Both sides see their connection break, as they would without this in between.
            close(from, to);
        }
    }

    private static void close(Socket one, Socket other) {
        try (one) {
            other.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdown();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
