package dev.gatehouse.redis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a command to Redis ended. Its keys and arguments are not told.
 *
 * @param command its name, such as {@code EVALSHA}
 * @param failure a word for the failure; null if it succeeded
 * @param took from the command to its answer
 */
public record CommandEnd(String command, @Nullable String failure, Duration took) {}
