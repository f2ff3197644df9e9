package dev.gatehouse.idempotency;

import java.time.Duration;
import java.util.Optional;

/** Texts by the names of keys, each until its time is over. Every operation is atomic. */
interface KeyStore {
    /** Puts the text there, unless a text is there already; returns that one. */
    Optional<String> putIfAbsent(String name, String text, Duration lifetime);

    /** Puts the text there if the expected one is there, or none any more. */
    void replace(String name, String expected, String text, Duration lifetime);

    /** Removes the text if it is the expected one. */
    void remove(String name, String expected);
}
