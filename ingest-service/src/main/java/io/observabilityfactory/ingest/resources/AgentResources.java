package io.observabilityfactory.ingest.resources;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.observabilityfactory.ingest.normalize.NormalizedPoint;
import io.observabilityfactory.ingest.project.Project;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The last value that each agent has reported over OTLP of its GPU, memory and queue, as gauges, in the unit it was sent in. A
 * value that is older than the agent's next few reports should be is no longer told.
 */
@ApplicationScoped
public class AgentResources {

    /** Exporters report once a minute unless told otherwise. */
    private static final Duration FRESH = Duration.ofMinutes(3);

    /** Of each gauge; those of further agents are not told, so that the number of series stays bounded. */
    private static final int MOST_SERIES = 1000;

    private final Map<String, Values> byMetric;

    AgentResources(MeterRegistry registry) {
        this.byMetric = Map.of(
                "gpu_utilization", new Values(registry, "gpu.utilization", "How busy the GPUs of an agent are"),
                "memory_usage", new Values(registry, "memory.usage", "Memory that an agent uses"),
                "queue_depth", new Values(registry, "queue.depth", "What waits for an agent"));
    }

    /** Takes what was committed. */
    public void committed(Project project, List<NormalizedPoint> points) {
        Map<Values, List<NormalizedPoint>> told = points.stream()
                .filter(point -> byMetric.containsKey(point.metric().name()))
                .collect(Collectors.groupingBy(
                        point -> byMetric.get(point.metric().name())));
        Instant now = Instant.now();
        told.forEach((values, own) -> values.take(project.name(), own, now));
    }

    @Scheduled(every = "30s")
    void forgetOld() {
        forgetOld(Instant.now());
    }

    void forgetOld(Instant now) {
        byMetric.values().forEach(values -> values.forgetOld(now));
    }

    private record Series(String project, String agent) {
        Tags tags() {
            return Tags.of("project", project, "agent", agent);
        }
    }

    /** What one agent has reported last. */
    private static final class Reading {

        private volatile double value;
        private Instant time;

        Reading(double value, Instant time) {
            this.value = value;
            this.time = time;
        }

        double value() {
            return value;
        }

        /** Of several at the same time, such as those of several GPUs, the greatest counts. */
        void update(double newer, Instant at) {
            if (at.isAfter(time)) {
                value = newer;
                time = at;
            } else if (at.equals(time)) {
                value = Math.max(value, newer);
            }
        }

        boolean isFresh(Instant now) {
            return AgentResources.isFresh(time, now);
        }
    }

    private static boolean isFresh(Instant time, Instant now) {
        return time.isAfter(now.minus(FRESH));
    }

    /** One of the gauges, with a series for each agent. */
    private static final class Values {

        private final Map<Series, Reading> readings = new HashMap<>();
        private final MeterRegistry registry;
        private final String name;
        private final String description;

        Values(MeterRegistry registry, String name, String description) {
            this.registry = registry;
            this.name = "observability.factory.agent." + name;
            this.description = description + ", as it was reported last";
        }

        synchronized void take(String project, List<NormalizedPoint> points, Instant now) {
            points.stream().filter(point -> isFresh(point.time(), now)).forEach(point -> PointValue.of(point)
                    .ifPresent(value ->
                            take(new Series(project, ReportingAgent.of(point)), value, earlier(point.time(), now))));
        }

        /** A clock that is ahead must not keep its value for longer. */
        private static Instant earlier(Instant reported, Instant now) {
            return reported.isBefore(now) ? reported : now;
        }

        private void take(Series series, double value, Instant time) {
            Reading known = readings.get(series);
            if (known != null) {
                known.update(value, time);
            } else if (readings.size() < MOST_SERIES) {
                Reading reading = new Reading(value, time);
                readings.put(series, reading);
                Gauge.builder(name, reading, Reading::value)
                        .description(description)
                        .tags(series.tags())
                        .register(registry);
            }
        }

        synchronized void forgetOld(Instant now) {
            readings.entrySet().removeIf(entry -> {
                boolean old = !entry.getValue().isFresh(now);
                if (old) {
                    remove(entry.getKey());
                }
                return old;
            });
        }

        private void remove(Series series) {
            registry.find(name).tags(series.tags()).gauges().forEach(registry::remove);
        }
    }
}
