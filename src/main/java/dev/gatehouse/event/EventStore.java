package dev.gatehouse.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps events until they are delivered. Its methods may block, except {@link #offer}. */
sealed interface EventStore permits MemoryStore, RedisStore {

    /**
     * An event to deliver now.
     *
     * @param entry by which the store knows it
     */
    record Due(String entry, Event event) {
        @Override
        public String toString() {
            return "Due[hidden]";
        }
    }

    /** Adds an event at once. Returns false, and drops it, when too many wait. */
    boolean offer(Event event);

    /** What is to be delivered now: up to a number of events. Waits for a moment if there is nothing. */
    List<Due> take(int most) throws InterruptedException;

    /** The receiver has it. */
    void delivered(Due due);

    /** It is due again at this time. */
    void retry(Due due, Instant at);

    /** It was tried for long enough. */
    void bury(Due due);

    /** When the oldest event happened that is not delivered. */
    Optional<Instant> oldest();

    /** The service ends: keeps what it can for others. */
    void close() throws InterruptedException;
}
