package io.observabilityfactory.bench.sdk;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the thread that calls allocates, beside all that the SDK's own threads do: JMH's profiler tells only both together. For JMH, which
 * wants it public.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CallerBytes {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Over all invocations. */
    public long bytes;

    private long before;

    /** Before a thousand calls. */
    @Setup(Level.Invocation)
    public void begin() {
        before = THREADS.getCurrentThreadAllocatedBytes();
    }

    /** After them. */
    @TearDown(Level.Invocation)
    public void end() {
        bytes += THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
