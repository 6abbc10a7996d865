package io.observabilityfactory.alert.notification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many attempts are under way, in all and by channel, so that one that hangs leaves room for the others. */
final class UnderWay {

    private final int most;
    private final int mostByChannel;
    private final Map<Long, Integer> byChannel = new HashMap<>();
    private int all;
    private int working;

    UnderWay(int most, int mostByChannel) {
        this.most = most;
        this.mostByChannel = mostByChannel;
    }

    /** How many more may be taken at once: should all be of one channel, it gets at most twice its share. */
    synchronized int free() {
        return Math.min(most - all, mostByChannel);
    }

    /** Channels that have their share. */
    synchronized List<Long> busy() {
        List<Long> busy = new ArrayList<>();
        byChannel.forEach((channel, count) -> {
            if (count >= mostByChannel) {
                busy.add(channel);
            }
        });
        return busy;
    }

    synchronized void begin(long channel) {
        all++;
        working++;
        byChannel.merge(channel, 1, Integer::sum);
    }

    synchronized void end(long channel) {
        all--;
        byChannel.computeIfPresent(channel, (id, count) -> count == 1 ? null : count - 1);
    }

    /** Whoever ended an attempt has also looked for the next one. */
    synchronized void rest() {
        working--;
        notifyAll();
    }

    synchronized boolean awaitRest(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (working > 0) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
