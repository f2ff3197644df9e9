package dev.gatehouse.token;

import java.time.Duration;

/**
 * How a fetch of the signing keys ended.
 *
 * @param succeeded whether at least one usable key came
 * @param took how long it took
 */
public record KeyFetch(boolean succeeded, Duration took) {}
