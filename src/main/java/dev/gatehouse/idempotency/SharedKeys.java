package dev.gatehouse.idempotency;

import dev.gatehouse.redis.RedisFailure;
import dev.gatehouse.redis.SharedRedis;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps the keys in Redis, if it is configured and answers, and otherwise in this replica. A repetition that gets to another
 * replica while Redis fails runs again: then Cognito refuses what exists already.
 */
@Singleton
class SharedKeys implements KeyStore {
    private static final Logger LOG = Logger.getLogger(SharedKeys.class);
    /** How long Redis is not asked after a failure. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final boolean isShared;
    private final KeyStore shared;
    private final MemoryKeys own;
    private final Clock clock;
    private final AtomicReference<Instant> pausedUntil = new AtomicReference<>(Instant.MIN);

    SharedKeys(SharedRedis redis, IdempotencyConfig config, @Identifier("steady") Clock clock) {
        this.isShared = redis.isConfigured();
        this.shared = new RedisKeys(redis);
        this.own = new MemoryKeys(config.keptInMemory(), clock);
        this.clock = clock;
    }

    /** Each key of this replica is kept here too, so that a failure of Redis while its request runs does not lose it. */
    @Override
    public Optional<String> putIfAbsent(String name, String text, Duration lifetime) {
        return own.find(name)
                .or(() -> ask(() -> shared.putIfAbsent(name, text, lifetime)).flatMap(Function.identity()))
                .or(() -> own.putIfAbsent(name, text, lifetime));
    }

    @Override
    public void replace(String name, String expected, String text, Duration lifetime) {
        own.replace(name, expected, text, lifetime);
        ask(() -> {
            shared.replace(name, expected, text, lifetime);
            return true;
        });
    }

    @Override
    public void remove(String name, String expected) {
        own.remove(name, expected);
        ask(() -> {
            shared.remove(name, expected);
            return true;
        });
    }

    /** The answer of Redis; empty where it is not asked, or fails. */
    private <T> Optional<T> ask(Supplier<T> question) {
        Instant now = clock.instant();
        if (!isShared || now.isBefore(pausedUntil.get())) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.get());
        } catch (RuntimeException e) {
            if (!now.isBefore(pausedUntil.getAndSet(now.plus(PAUSE)))) {
                LOG.warnf("idempotency keys are not shared between replicas: %s", RedisFailure.reason(e));
            }
            return Optional.empty();
        }
    }
}
