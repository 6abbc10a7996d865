package io.observabilityfactory.packaging.container;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.packaging.ServiceModule;
import io.observabilityfactory.testkit.Patience;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Clients of every service, each of which asks again and again over a connection that stays open, and nothing again that fails. */
final class SteadyLoad implements AutoCloseable {

    /** Of all spans that it sends. */
    static final String SPAN_NAME = "rolling";

    private static final long PAUSE_MILLIS = 50;
    private static final int MORE = 5;

    private final List<Client> clients;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService threads;

    private SteadyLoad(List<Client> clients) {
        this.clients = clients;
        this.threads = Executors.newScheduledThreadPool(clients.size());
        clients.forEach(
                client -> threads.scheduleWithFixedDelay(() -> ask(client), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    }

    static SteadyLoad on(Installation installation) {
        Deployment ingest = installation.deployment(ServiceModule.INGEST);
        return new SteadyLoad(List.of(
                new Client(new SpanSender.Http(ingest.address("otlp-http"), SPAN_NAME)),
                new Client(new SpanSender.Grpc(ingest.address("otlp-grpc"), SPAN_NAME)),
                new Client(new Reader(installation.deployment(ServiceModule.QUERY), "/api/v1/agents")),
                new Client(new Reader(installation.deployment(ServiceModule.COST), "/api/v1/models")),
                new Client(new Reader(installation.deployment(ServiceModule.ALERT), "/api/v1/alerts/instances"))));
    }

    /** What one client asks. */
    interface Request {

        /** @throws Exception should it not be answered as it has to be */
        void send() throws Exception;
    }

    private record Client(Request request, AtomicInteger answers) {
        Client(Request request) {
            this(request, new AtomicInteger());
        }
    }

    private void ask(Client client) {
        try {
            client.request().send();
            client.answers().incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            failures.add(Instant.now() + " " + client.request() + ": " + e);
        }
    }

    /** Waits until each client has got some more answers, or one a failure. */
    void awaitMore() {
        List<Integer> enough = new ArrayList<>();
        clients.forEach(client -> enough.add(client.answers().get() + MORE));
        await().until(() -> !failures.isEmpty() || haveAll(enough));
        assertThat(failures).isEmpty();
    }

    private boolean haveAll(List<Integer> enough) {
        return IntStream.range(0, enough.size())
                .allMatch(i -> clients.get(i).answers().get() >= enough.get(i));
    }

    /** How many spans were acknowledged. */
    int acknowledged() {
        return clients.stream()
                .filter(client -> client.request() instanceof SpanSender)
                .mapToInt(client -> client.answers().get())
                .sum();
    }

    List<String> failures() {
        return failures;
    }

    /** Ends the load, and returns when the last answer is here. */
    @Override
    public void close() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(2 * Patience.A_WHILE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }
}
