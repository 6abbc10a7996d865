package io.observabilityfactory.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** For servers whose port has to be known before they listen on it, or while they do not. */
public final class FreePort {

    /** Below what systems hand out to outgoing connections, one of which would take the port in the meantime. */
    private static final int FROM = 10_000;

    private static final int TO = 20_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /** One that nobody listens on at the moment. */
    public static int find() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FROM, TO);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("all ports that were tried from " + FROM + " to " + TO + " are taken");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
