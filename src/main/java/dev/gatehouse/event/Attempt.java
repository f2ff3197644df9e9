package dev.gatehouse.event;

import java.time.Duration;

/** How an attempt to deliver an event ended. */
sealed interface Attempt {
    /** The receiver has it. */
    record Delivered() implements Attempt {}

    /**
     * The receiver does not have it, as far as is known.
     *
     * @param reason for the log: without the address, which may hold a token
     * @param pause how long the receiver wants to be left alone; zero if it does not say
     */
    record Failed(String reason, Duration pause) implements Attempt {}

    /** The receiver wants no more events (410). */
    record Gone() implements Attempt {}
}
