package io.observabilityfactory.bench.load;

import java.time.Duration;

/** Carries one encoded trace export at a time to a service on this machine. */
interface OtlpConnection extends AutoCloseable {

    String HOST = "127.0.0.1";
    Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    Duration PAUSE = Duration.ofMillis(500);

    Answer export(byte[] request) throws InterruptedException;

    @Override
    void close();
}
