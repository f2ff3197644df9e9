package dev.gatehouse.event;

import java.time.Instant;

/**
 * An event as it is sent.
 *
 * @param id the same in each attempt
 * @param at when it happened
 * @param body its JSON: the same bytes in each attempt
 */
record Event(String id, Instant at, String body) {
    @Override
    public String toString() {
        return "Event[hidden]";
    }
}
