package io.observabilityfactory.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long tests wait for what has to happen: far longer than it takes, as a small machine may have much else to do. A test
 * that is in order never waits so long; one that proves how soon something happens names its own limit.
 */
public final class Patience {

    public static final Duration A_WHILE = Duration.ofMinutes(3);

    private Patience() {}

    /**
     * Waits {@link #A_WHILE}, whatever other threads of the test's JVM throw meanwhile: a mail server whose client is killed
     * throws, and is right to.
     */
    public static ConditionFactory await() {
        return Awaitility.await().dontCatchUncaughtExceptions().atMost(A_WHILE);
    }
}
