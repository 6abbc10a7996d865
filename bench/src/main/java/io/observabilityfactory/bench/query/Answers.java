package io.observabilityfactory.bench.query;

import io.observabilityfactory.bench.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Asks query-api, one question at a time, and takes the time. */
public final class Answers {

    private static final int WARM_UP = 300;
    private static final int LEAST_MEASURED = 20;
    private static final Duration WARM_UP_TIME = Duration.ofSeconds(3);
    private static final Duration MEASURED_TIME = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    public Answers(URI address) {
        this.address = address;
    }

    /** So that whatever is measured first does not pay for the start of the service. */
    public void warmUp(List<Question> questions) {
        questions.forEach(question -> ask(question, LEAST_MEASURED, WARM_UP_TIME, new Histogram(3)));
    }

    /** In microseconds, of as many as are answered in some seconds, after a warm-up. */
    public Histogram micros(Question question) {
        ask(question, WARM_UP, WARM_UP_TIME, new Histogram(3));
        Histogram micros = new Histogram(3);
        ask(question, Integer.MAX_VALUE, MEASURED_TIME, micros);
        return micros;
    }

    private void ask(Question question, int most, Duration time, Histogram micros) {
        List<String> paths = question.paths();
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; i < most && (i < Math.min(most, LEAST_MEASURED) || System.nanoTime() < end); i++) {
            long start = System.nanoTime();
            ask(paths.get(i % paths.size()));
            micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
        }
    }

    /** Fails when the answer is an error. */
    public String ask(String path) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address.resolve(path))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new BenchException(path + " is answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new BenchException(path + " is not answered: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
