package io.observabilityfactory.ingest.receive.grpc;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.observabilityfactory.testkit.Patience;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GracefulEndTest {

    private Server server;
    private ManagedChannel channel;

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void callUnderWay_isAnsweredBeforeTheEnd() throws Exception {
        GracefulEnd gracefulEnd = new GracefulEnd(Patience.A_WHILE);
        SlowBackend backend = new SlowBackend();
        start(gracefulEnd, backend);
        ListenableFuture<ExportTraceServiceResponse> answer = call();
        StreamObserver<ExportTraceServiceResponse> client = within(backend.caller);

        CompletableFuture<Void> end = CompletableFuture.runAsync(gracefulEnd::end);
        await().until(server::isShutdown);
        assertThat(end).isNotDone();
        client.onNext(ExportTraceServiceResponse.getDefaultInstance());
        client.onCompleted();

        assertThat(answer.get(Patience.A_WHILE.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
        within(end);
        assertThat(server.isTerminated()).isTrue();
    }

    @Test
    void callThatTakesTooLong_isCutOff() throws Exception {
        GracefulEnd gracefulEnd = new GracefulEnd(Duration.ZERO);
        SlowBackend backend = new SlowBackend();
        start(gracefulEnd, backend);
        ListenableFuture<ExportTraceServiceResponse> answer = call();
        within(backend.caller);

        gracefulEnd.end();

        assertThat(answer).failsWithin(Patience.A_WHILE);
    }

    private void start(GracefulEnd gracefulEnd, SlowBackend backend) throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(backend)
                .intercept(gracefulEnd)
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
    }

    private ListenableFuture<ExportTraceServiceResponse> call() {
        return TraceServiceGrpc.newFutureStub(channel).export(ExportTraceServiceRequest.getDefaultInstance());
    }

    private static <T> T within(CompletableFuture<T> future) throws Exception {
        return future.get(Patience.A_WHILE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Answers when the test does. */
    private static final class SlowBackend extends TraceServiceGrpc.TraceServiceImplBase {

        private final CompletableFuture<StreamObserver<ExportTraceServiceResponse>> caller = new CompletableFuture<>();

        @Override
        public void export(ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> client) {
            caller.complete(client);
        }
    }
}
