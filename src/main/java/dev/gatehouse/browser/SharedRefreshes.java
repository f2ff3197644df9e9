package dev.gatehouse.browser;

import dev.gatehouse.browser.Refreshed.Ended;
import dev.gatehouse.browser.Refreshed.Renewed;
import dev.gatehouse.browser.Refreshed.Unknown;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.UpstreamBusy;
import dev.gatehouse.redis.RedisFailure;
import dev.gatehouse.redis.SharedRedis;
import io.quarkus.redis.datasource.value.SetArgs;
import io.quarkus.redis.datasource.value.ValueCommands;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets one of the replicas refresh a session, and the others take its result, in one key of Redis that expires by itself. While
 * Redis fails, or where none is configured, each replica refreshes for itself. Blocks: for virtual threads.
 */
@Singleton
class SharedRefreshes {
    private static final Logger LOG = Logger.getLogger(SharedRefreshes.class);
    private static final String KEY = "gatehouse:browser-refresh:";
    private static final String RUNNING = "running";
    private static final String REFUSED = "refused";
    /** Longer than a call to the pool with its repetitions may take. */
    private static final Duration LONGEST_RUN = Duration.ofSeconds(30);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final SharedRedis redis;
    private final RefreshSeal seal;
    /** Until when Redis is not asked, by {@link System#nanoTime}. */
    private final AtomicLong pausedUntil = new AtomicLong(System.nanoTime());

    SharedRefreshes(SharedRedis redis, RefreshSeal seal) {
        this.redis = redis;
        this.seal = seal;
    }

    /** Whether replicas share refreshes. */
    boolean isConfigured() {
        return redis.isConfigured();
    }

    /** The result of the refresh, here or on another replica. */
    Refreshed once(String key, Supplier<Refreshed> refresh) {
        if (!redis.isConfigured() || System.nanoTime() - pausedUntil.get() < 0) {
            return refresh.get();
        }
        Optional<Refreshed> found;
        try {
            found = foundOrMine(KEY + key);
        } catch (RuntimeException e) {
            pause(e);
            return refresh.get();
        }
        return found.orElseGet(() -> {
            Refreshed result = refresh.get();
            keep(KEY + key, result);
            return result;
        });
    }

    /** The result of another replica; empty if this one is to refresh. */
    private Optional<Refreshed> foundOrMine(String key) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        do {
            @Nullable String value = values().get(key);
            if (value == null) {
                if (values().setAndChanged(key, RUNNING, new SetArgs().nx().ex(LONGEST_RUN))) {
                    return Optional.empty();
                }
            } else if (!value.equals(RUNNING)) {
                return read(key, value);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        } while (System.nanoTime() - deadline < 0);
        return Optional.of(new Unknown(new IdentityException(new UpstreamBusy(LATER))));
    }

    /** What cannot be opened was sealed with another secret, or for another session: then nothing is shared. */
    private Optional<Refreshed> read(String key, String value) {
        return value.equals(REFUSED)
                ? Optional.of(new Ended())
                : seal.open(key, value).map(Renewed::new);
    }

    private void keep(String key, Refreshed result) {
        try {
            switch (result) {
                case Renewed(BrowserSession session) ->
                    values().set(key, seal.seal(key, session), new SetArgs().ex(RefreshResults.KEPT));
                case Ended(), Refreshed.Reused(), Refreshed.TooLarge _ ->
                    values().set(key, REFUSED, new SetArgs().ex(RefreshResults.REFUSAL_KEPT));
                case Unknown _ -> redis.client().key().del(key);
            }
        } catch (RuntimeException e) {
            pause(e);
        }
    }

    private ValueCommands<String, String> values() {
        return redis.client().value(String.class);
    }

    private void pause(RuntimeException e) {
        long until = pausedUntil.getAndSet(System.nanoTime() + PAUSE.toNanos());
        if (System.nanoTime() - until >= TimeUnit.SECONDS.toNanos(1)) {
            LOG.warnf("refreshes of sessions are not shared between replicas: %s", RedisFailure.reason(e));
        }
    }
}
