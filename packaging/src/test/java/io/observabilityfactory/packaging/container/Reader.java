package io.observabilityfactory.packaging.container;

import java.io.IOException;
import java.net.http.HttpRequest;

/** Reads something from a service. */
final class Reader implements SteadyLoad.Request {

    private final KeptConnection connection = new KeptConnection();
    private final String uri;

    Reader(Deployment deployment, String path) {
        this.uri = "http://" + deployment.address("http") + path;
    }

    @Override
    public void send() throws IOException, InterruptedException {
        connection.send(uri, HttpRequest.newBuilder().GET());
    }

    @Override
    public String toString() {
        return uri;
    }
}
