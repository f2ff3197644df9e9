package dev.gatehouse.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.Gatehouse.Exit;
import dev.gatehouse.support.OwnPool;
import dev.gatehouse.support.Pool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two instances under load, each terminated and replaced in turn, as a rolling update does it: 100 clients sign in, which
 * takes the pool 3 s, and ask for their account in between.
 */
@Tag("proof")
class RollingRestartIT {
    private static final int CLIENTS = 100;
    private static final int RESTARTS = 5;
    private static final int FEWEST_REQUESTS = 500;
    private static final List<Duration> noticed = new ArrayList<>();
    private static final Duration LONGEST_EXIT = Duration.ofSeconds(15);

    private static final AtomicInteger answered = new AtomicInteger();
    private static final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private static final List<Exit> exits = new ArrayList<>();

    private static OwnPool pool;
    private static final Deque<Gatehouse> instances = new ArrayDeque<>();

    @BeforeAll
    static void restartUnderLoad() throws InterruptedException {
        pool = new OwnPool();
        instances.add(start());
        instances.add(start());
        Pool.fault(Map.of("operation", "InitiateAuth", "kind", "delay", "delay_ms", 3000));
        try (Rotation rotation = new Rotation()) {
            instances.forEach(rotation::add);
            List<LoadClient> clients = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                LoadClient client = new LoadClient(rotation, answered, lost);
                clients.add(client);
                threads.add(Thread.ofVirtual().start(client));
            }
            for (int i = 0; i < RESTARTS; i++) {
                TimeUnit.SECONDS.sleep(1);
                restartNext(rotation);
            }
            clients.forEach(LoadClient::stop);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        System.out.printf(
                "rolling restart: %d requests answered, %d lost; noticed after %s; exits after %s%n",
                answered.get(),
                lost.size(),
                noticed,
                exits.stream().map(Exit::after).toList());
    }

    /** With the delay that is the default: whoever balances must notice within it, and a busy machine's does so late. */
    private static Gatehouse start() {
        return pool.launch()
                .setting("quarkus.shutdown.delay", "5s")
                .setting("quarkus.shutdown.timeout", "10s")
                .setting("quarkus.cognito-user-pools.api-call-timeout", "9s")
                .setting("quarkus.cognito-user-pools.sync-client.socket-timeout", "9s")
                .start("/health/ready");
    }

    /**
     * The one that has run longest; its successor starts while it drains. It stays in the rotation until it has ended: its
     * readiness alone keeps requests away.
     */
    private static void restartNext(Rotation rotation) throws InterruptedException {
        try (Gatehouse old = instances.removeFirst()) {
            old.signal("TERM");
            long signalled = System.nanoTime();
            while (rotation.isReadyInRotation(old)) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            noticed.add(Duration.ofNanos(System.nanoTime() - signalled));
            instances.addLast(start());
            exits.add(old.awaitExit());
            rotation.remove(old);
        }
        rotation.add(instances.getLast());
        while (!rotation.isReadyInRotation(instances.getLast())) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @AfterAll
    static void stop() {
        instances.forEach(Gatehouse::close);
        pool.close();
    }

    @Test
    void noRequestIsLost() {
        assertThat(lost).isEmpty();
    }

    @Test
    void thereWasLoad() {
        assertThat(answered.get()).isGreaterThan(FEWEST_REQUESTS);
    }

    @Test
    void everyExitIsTimelyAndBySignal() {
        assertThat(exits)
                .hasSize(RESTARTS)
                .allSatisfy(exit -> assertThat(exit.code()).isEqualTo(143))
                .allSatisfy(exit -> assertThat(exit.after()).isLessThan(LONGEST_EXIT));
    }
}
