package dev.gatehouse.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Events for other systems. */
@ConfigMapping(prefix = "gatehouse.event")
interface EventConfig {
    /** The receiver. */
    Webhook webhook();

    /** Whether events contain email addresses. */
    @WithDefault("false")
    boolean emails();

    /** Advanced: the {@code source} of the events, a URI reference. */
    @WithDefault("/gatehouse")
    URI source();

    /**
     * Advanced: the most events that a replica keeps in memory: all that are not delivered, or with Redis those that are not in
     * the stream yet. Beyond them, events are dropped and counted.
     */
    @WithDefault("1000")
    int maxWaiting();

    /** Advanced: the most undelivered events in Redis. Beyond them, new ones are dropped and counted. */
    @WithDefault("100000")
    int maxStored();

    /** Advanced: the most dead letters in Redis. Beyond them, the oldest are removed. */
    @WithDefault("10000")
    int maxDeadLetters();

    /** Advanced: the pause after the first failed attempt. It grows with the age of the event, up to 15 minutes. */
    @WithDefault("1s")
    Duration retryAfter();

    /** How long an event is tried. Then it becomes a dead letter. */
    @WithDefault("24h")
    Duration retryFor();

    /** Advanced: how long an ending replica goes on with events that are under way. */
    @WithDefault("2s")
    Duration drainTimeout();

    /** The receiver of events. */
    interface Webhook {
        /** Where events are sent: an https address. Nothing is sent without it. */
        Optional<String> url();

        /**
         * The secret that signs events: {@code whsec_} and the base64 of 24 to 64 random bytes. Set as {@code
         * EVENT_WEBHOOK_SECRET}.
         */
        Optional<String> secret();

        /** A file that holds the secret. It wins over the secret itself. Set as {@code EVENT_WEBHOOK_SECRET_FILE}. */
        Optional<Path> secretFile();

        /** The secret before this one, which signs too while receivers replace it. Set as {@code EVENT_WEBHOOK_SECRET_PREVIOUS}. */
        Optional<String> previousSecret();

        /** A file that holds it. It wins over the secret itself. Set as {@code EVENT_WEBHOOK_SECRET_PREVIOUS_FILE}. */
        Optional<Path> previousSecretFile();

        /**
         * Hosts of the receiver, as in its address, that may have a private, loopback or link-local address, and may be called
         * without TLS; separated by commas.
         */
        Optional<Set<String>> allowedPrivateHosts();

        /** Advanced: how long an attempt may take, from the resolution of the name to the end of the answer. */
        @WithDefault("15s")
        Duration timeout();

        /** Advanced: the most attempts of a replica at the same time. */
        @WithDefault("16")
        int concurrency();
    }
}
