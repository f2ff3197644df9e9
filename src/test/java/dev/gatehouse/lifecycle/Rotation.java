package dev.gatehouse.lifecycle;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.KeptConnection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A round-robin over instances that asks each for its readiness every 50 ms and sends requests to the ready ones only. Each
 * is asked on its own, so that a slow answer of one does not keep the news of another.
 */
final class Rotation implements AutoCloseable {
    private static final long PROBE_EVERY_MILLIS = 50;

    private final Map<Gatehouse, Boolean> ready = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean closed;

    /** Whose turn it is. */
    Gatehouse next() {
        List<Gatehouse> now = ready.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
        if (now.isEmpty()) {
            throw new IllegalStateException("no instance is ready");
        }
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    }

    void add(Gatehouse instance) {
        ready.put(instance, isReady(instance));
        Thread.ofVirtual().start(() -> probe(instance));
    }

    void remove(Gatehouse instance) {
        ready.remove(instance);
    }

    boolean isReadyInRotation(Gatehouse instance) {
        return ready.getOrDefault(instance, false);
    }

    private void probe(Gatehouse instance) {
        try {
            while (!closed && ready.containsKey(instance)) {
                boolean now = isReady(instance);
                ready.computeIfPresent(instance, (_, _) -> now);
                TimeUnit.MILLISECONDS.sleep(PROBE_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isReady(Gatehouse instance) {
        try (KeptConnection connection = KeptConnection.to(instance.address())) {
            return connection.get("/health/ready").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
