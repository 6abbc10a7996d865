package io.observabilityfactory.packaging.container;

import io.observabilityfactory.testkit.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client with an API key whose connection stays open from one request to the next, as long as the server lets it. */
final class KeptConnection {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * The body of an answer of status 200.
     *
     * @throws IOException on any other answer
     */
    String send(String uri, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request.uri(URI.create(uri))
                        .timeout(Patience.A_WHILE)
                        .header("Authorization", "Bearer " + Installation.ADMIN_KEY)
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
