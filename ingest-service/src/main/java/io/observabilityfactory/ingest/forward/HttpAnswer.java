package io.observabilityfactory.ingest.forward;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What a backend answers over HTTP.
 *
 * @param body its beginning: an OTLP answer is short, and a backend is not to be trusted with memory
 */
record HttpAnswer(int status, @Nullable String retryAfterHeader, Buffer body) {

    private static final int LONGEST_BODY = 65_536;

    static Future<HttpAnswer> read(HttpClientResponse response) {
        Promise<HttpAnswer> answer = Promise.promise();
        HttpAnswer read = new HttpAnswer(response.statusCode(), response.getHeader("Retry-After"), Buffer.buffer());
        response.handler(chunk -> {
            read.body.appendBuffer(chunk.slice(0, Math.min(chunk.length(), LONGEST_BODY - read.body.length())));
            if (read.body.length() >= LONGEST_BODY) {
                answer.tryComplete(read);
                response.request().reset();
            }
        });
        response.exceptionHandler(answer::tryFail);
        response.endHandler(end -> answer.tryComplete(read));
        return answer.future();
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The pause the backend asks for; null when it asks for none, or not in a way that can be read. */
    @Nullable
    Duration retryAfter() {
        if (retryAfterHeader == null) {
            return null;
        }
        try {
            return retryAfterHeader.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfterHeader))
                    : Duration.between(
                            Instant.now(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfterHeader, Instant::from));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
