package io.observabilityfactory.packaging.container;

import io.observabilityfactory.packaging.ServiceModule;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;

/** The pods of a service, and its ports as clients in the cluster reach them. */
final class Deployment implements AutoCloseable {

    /** Starts a pod; it is not ready yet. */
    interface Starter {
        Replica start(ServiceModule service) throws IOException;
    }

    private final ServiceModule service;
    private final Starter starter;
    private final Map<String, ClusterService> ports = new LinkedHashMap<>();
    private final Deque<Replica> all = new ArrayDeque<>();
    private final Queue<Replica> starting = new ArrayDeque<>();
    private final Queue<Replica> inService = new ArrayDeque<>();
    private final Queue<Replica> terminating = new ArrayDeque<>();
    private int replicas;

    Deployment(ServiceModule service, Starter starter) throws IOException {
        this.service = service;
        this.starter = starter;
        for (String port : service.ports().keySet()) {
            ports.put(port, ClusterService.start());
        }
    }

    /** Where a port of it is reached, by the chart's name of the port. */
    String address(String port) {
        return ports.get(port).address();
    }

    /** Starts so many pods; they are not ready yet. */
    void start(int wanted) throws IOException {
        replicas = wanted;
        for (int pod = 0; pod < wanted; pod++) {
            startPod();
        }
    }

    /** How many pods it has unless one is being replaced. */
    int replicas() {
        return replicas;
    }

    /** Starts one more pod. */
    void startPod() throws IOException {
        Replica pod = starter.start(service);
        all.push(pod);
        starting.add(pod);
    }

    /** Takes pods that were started into the Service once they are ready. */
    void awaitStarted() {
        for (Replica pod = starting.poll(); pod != null; pod = starting.poll()) {
            pod.awaitHealth("ready");
            Replica ready = pod;
            ports.forEach((name, port) -> port.add(ready.ports().get(name)));
            inService.add(pod);
        }
    }

    /**
     * Ends the oldest pod. Nodes hear of that late, which is when it says itself that it is not ready: until then, and on the
     * connections that it has until it is gone, it is sent requests.
     */
    void terminateOldest() {
        Replica pod = inService.remove();
        pod.terminate();
        ports.forEach((name, port) -> port.remove(pod.ports().get(name)));
        terminating.add(pod);
    }

    /** Returns when all pods that were ended are gone. */
    void awaitTerminated() throws InterruptedException {
        for (Replica pod = terminating.poll(); pod != null; pod = terminating.poll()) {
            pod.awaitEnd();
        }
    }

    /** The pods that are starting, or in the Service. */
    Stream<Replica> pods() {
        return Stream.concat(inService.stream(), starting.stream());
    }

    @Override
    public void close() throws IOException {
        all.forEach(Replica::close);
        for (ClusterService port : ports.values()) {
            port.close();
        }
    }
}
