package dev.gatehouse.token;

import java.time.Duration;

/**
 * The result of a fetch of the signing keys.
 *
 * @param succeeded whether at least one usable key arrived
 * @param took how long it took
 */
public record KeyFetch(boolean succeeded, Duration took) {}
