package dev.gatehouse.lifecycle;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.KeptConnection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A round-robin over instances that asks each for its readiness every 50 ms and sends requests to the ready ones only. */
final class Rotation implements AutoCloseable {
    private static final long PROBE_EVERY_MILLIS = 50;

    private final List<Gatehouse> instances = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Thread probes = Thread.ofVirtual().unstarted(this::probe);
    private volatile List<Gatehouse> ready = List.of();

    static Rotation of(Gatehouse... instances) {
        Rotation rotation = new Rotation();
        rotation.instances.addAll(List.of(instances));
        rotation.ready = rotation.instances.stream().filter(Rotation::isReady).toList();
        rotation.probes.start();
        return rotation;
    }

    /** Whose turn it is. */
    Gatehouse next() {
        List<Gatehouse> now = ready;
        if (now.isEmpty()) {
            throw new IllegalStateException("no instance is ready");
        }
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    }

    void add(Gatehouse instance) {
        instances.add(instance);
    }

    void remove(Gatehouse instance) {
        instances.remove(instance);
    }

    boolean isFull() {
        return ready.size() == instances.size();
    }

    private void probe() {
        try {
            while (true) {
                ready = instances.stream().filter(Rotation::isReady).toList();
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
        probes.interrupt();
    }
}
