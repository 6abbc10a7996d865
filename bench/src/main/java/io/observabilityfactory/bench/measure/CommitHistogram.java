package io.observabilityfactory.bench.measure;

import io.observabilityfactory.bench.BenchException;
import io.observabilityfactory.local.LocalPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long ingest-service's commits of traces took, as its own metrics tell.
 *
 * @param countByBound commits that took at most so many seconds
 */
public record CommitHistogram(TreeMap<Double, Double> countByBound) {

    private static final Pattern BUCKET = Pattern.compile(
            "^observability_factory_ingest_commit_seconds_bucket\\{(?=.*signal=\"traces\").*le=\"([^\"]+)\".*} (\\S+)$",
            Pattern.MULTILINE);

    /** As it is now, since the service started. */
    public static CommitHistogram read(LocalPorts ports) {
        URI metrics = URI.create("http://127.0.0.1:" + ports.management().get(0) + "/q/metrics");
        try {
            return parse(HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new BenchException("The metrics of ingest-service cannot be read: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** Series that differ in other labels are added up. */
    static CommitHistogram parse(String metrics) {
        TreeMap<Double, Double> counts = new TreeMap<>();
        for (Matcher bucket = BUCKET.matcher(metrics); bucket.find(); ) {
            String bound = bucket.group(1).replace("+Inf", "Infinity");
            counts.merge(Double.valueOf(bound), Double.valueOf(bucket.group(2)), Double::sum);
        }
        return new CommitHistogram(counts);
    }

    /** What came after {@code earlier}. */
    public CommitHistogram since(CommitHistogram earlier) {
        TreeMap<Double, Double> counts = new TreeMap<>();
        countByBound.forEach((bound, count) -> counts.put(bound, count - earlier.atMost(bound)));
        return new CommitHistogram(counts);
    }

    private double atMost(double seconds) {
        Map.Entry<Double, Double> bucket = countByBound.floorEntry(seconds);
        return bucket == null ? 0 : bucket.getValue();
    }

    public long count() {
        return countByBound.isEmpty() ? 0 : Math.round(countByBound.lastEntry().getValue());
    }

    /** In seconds, interpolated within its bucket; NaN when there was no commit. */
    public double quantile(double share) {
        double rank = share * count();
        double lowerBound = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : countByBound.entrySet()) {
            double inBucket = bucket.getValue() - below;
            if (inBucket > 0 && bucket.getValue() >= rank) {
                return bucket.getKey().isInfinite()
                        ? lowerBound
                        : lowerBound + (bucket.getKey() - lowerBound) * (rank - below) / inBucket;
            }
            lowerBound = bucket.getKey();
            below = bucket.getValue();
        }
        return Double.NaN;
    }
}
