package io.observabilityfactory.ingest.receive;

import io.observabilityfactory.ingest.receive.Transport.Ports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An export of which only a part is sent. Who closes it cuts the connection. */
interface Unfinished extends AutoCloseable {

    /** Waits for the answer; of HTTP or of gRPC, as it came. */
    int code() throws IOException;

    /** Tells that nothing more comes. */
    void finish();

    @Override
    void close() throws IOException;

    static Unfinished overHttp(
            Ports ports, String path, String contentType, byte[] part, int length, Map<String, String> headers)
            throws IOException {
        Socket socket = new Socket("127.0.0.1", ports.http());
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + contentType + "\r\nContent-Length: " + length + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(part);
        return new Unfinished() {
            @Override
            public int code() throws IOException {
                String statusLine = new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine();
                return Integer.parseInt(statusLine.split(" ")[1]);
            }

            /** Of HTTP's requests that is known by their length. */
            @Override
            public void finish() {}

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    static Unfinished overGrpc(Ports ports, String method, byte[] part, int length, Map<String, String> headers) {
        Vertx vertx = Vertx.vertx();
        RequestOptions call = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(ports.grpc())
                .setURI("/" + method)
                .putHeader("content-type", "application/grpc")
                .putHeader("te", "trailers");
        headers.forEach(call::putHeader);
        HttpClientRequest request = join(vertx.createHttpClient(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false))
                .request(call));
        request.setChunked(true);
        request.write(Buffer.buffer().appendByte((byte) 0).appendInt(length).appendBytes(part));
        return new Unfinished() {
            @Override
            public int code() {
                return Integer.parseInt(join(request.response()).getHeader("grpc-status"));
            }

            @Override
            public void finish() {
                request.end();
            }

            @Override
            public void close() {
                join(vertx.close());
            }
        };
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
