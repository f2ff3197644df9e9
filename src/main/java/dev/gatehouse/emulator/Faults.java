package dev.gatehouse.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The faults that tests have ordered: which calls go wrong, how, and how many of them. */
final class Faults {

    private static final String ANY = "*";
    private static final Duration LONGEST_HANG = Duration.ofSeconds(60);

    private final List<Order> orders = new ArrayList<>();
    private CountDownLatch release = new CountDownLatch(1);

    /** The ways in which a call can go wrong. */
    enum Kind {
        ERROR,
        DELAY,
        HANG,
        DROP,
        GARBAGE,
        TRUNCATE,
        STATUS,
        ANSWER
    }

    /** One way to go wrong, with what it needs. */
    record Fault(Kind kind, String error, String message, int status, Duration delay) {}

    private static final class Order {

        private final String operation;
        private final Fault fault;
        private long left;

        private Order(String operation, long times, Fault fault) {
            this.operation = operation;
            this.fault = fault;
            left = times;
        }
    }

    synchronized void order(String operation, long times, Fault fault) {
        orders.add(new Order(operation, times, fault));
    }

    /** The fault of the next call of an operation, which uses it up once; earlier orders come first. */
    synchronized Optional<Fault> next(String operation) {
        for (Iterator<Order> all = orders.iterator(); all.hasNext(); ) {
            Order order = all.next();
            if (order.operation.equals(ANY) || order.operation.equals(operation)) {
                order.left--;
                if (order.left <= 0) {
                    all.remove();
                }
                return Optional.of(order.fault);
            }
        }
        return Optional.empty();
    }

    /** Forgets all orders and lets hanging calls go on. */
    synchronized void clear() {
        orders.clear();
        release.countDown();
        release = new CountDownLatch(1);
    }

    /** Holds a call until the faults are cleared, a minute at most; false if it was the minute. */
    boolean hang() throws InterruptedException {
        CountDownLatch latch;
        synchronized (this) {
            latch = release;
        }
        return latch.await(LONGEST_HANG.toSeconds(), TimeUnit.SECONDS);
    }
}
