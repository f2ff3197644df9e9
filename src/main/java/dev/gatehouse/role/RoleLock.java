package dev.gatehouse.role;

import dev.gatehouse.cognito.CognitoMemberships;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.SharedStoreUnavailable;
import dev.gatehouse.identity.IdentityFailure.UpstreamBusy;
import dev.gatehouse.redis.RedisFailure;
import dev.gatehouse.redis.SharedRedis;
import io.quarkus.redis.datasource.value.SetArgs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Lets one request at a time count administrators and take the role from one: on all replicas if Redis is configured, otherwise
 * on this one. In Redis the lock is a key that holds its owner's token and expires by itself, so that a replica which dies does
 * not block it for ever. Blocks: for virtual threads.
 */
@Singleton
class RoleLock {
    private static final Logger LOG = Logger.getLogger(RoleLock.class);
    private static final String KEY = "gatehouse:role-change:administrators";
    /** How long the work may count. The lock expires when one more call and one to Redis have certainly ended. */
    private static final Duration COUNTING = Duration.ofSeconds(20);

    private static final Duration AFTER_THE_CALL = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
    private static final Duration LATER = Duration.ofSeconds(1);
    /** Never deletes what another owner has taken after the expiry. */
    private static final String RELEASE =
            "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

    private final SharedRedis redis;
    private final Duration expiry;
    /** First in line here, then in Redis: so only one request of each replica asks Redis again and again. */
    private final ReentrantLock own = new ReentrantLock(true);

    RoleLock(SharedRedis redis, CognitoMemberships memberships) {
        this.redis = redis;
        this.expiry = COUNTING.plus(memberships.longestCall()).plus(AFTER_THE_CALL);
    }

    /** How long the lock is certainly held: {@code until}, by {@link System#nanoTime}. */
    record Lease(long until) {
        private static Lease begin() {
            return new Lease(System.nanoTime() + COUNTING.toNanos());
        }

        /** @throws IdentityException {@code UpstreamBusy} when too little time is left to change anything */
        void requireTime() {
            if (System.nanoTime() - until >= 0) {
                throw new IdentityException(new UpstreamBusy(LATER));
            }
        }
    }

    /**
     * Runs the work while no other request does.
     *
     * @throws IdentityException {@code UpstreamBusy} after a while in vain, {@code SharedStoreUnavailable} while Redis fails
     */
    <T> T hold(Function<Lease, T> work) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        if (!isMine(deadline)) {
            throw new IdentityException(new UpstreamBusy(LATER));
        }
        try {
            return redis.isConfigured() ? holdShared(deadline, work) : work.apply(Lease.begin());
        } finally {
            own.unlock();
        }
    }

    private boolean isMine(long deadline) {
        try {
            return own.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> T holdShared(long deadline, Function<Lease, T> work) {
        String token = UUID.randomUUID().toString();
        try {
            return work.apply(acquire(token, deadline));
        } finally {
            release(token);
        }
    }

    /** The lease counts from before the attempt, because Redis may have got it as early. */
    private Lease acquire(String token, long deadline) {
        do {
            Lease lease = Lease.begin();
            if (isAcquired(token)) {
                return lease;
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        } while (System.nanoTime() - deadline < 0 && !Thread.currentThread().isInterrupted());
        throw new IdentityException(new UpstreamBusy(LATER));
    }

    private boolean isAcquired(String token) {
        try {
            return redis.client()
                    .value(String.class)
                    .setAndChanged(KEY, token, new SetArgs().nx().px(expiry));
        } catch (RuntimeException e) {
            LOG.warnf("administrators cannot be counted for all replicas: Redis failed (%s)", RedisFailure.reason(e));
            throw new IdentityException(new SharedStoreUnavailable(LATER));
        }
    }

    /** Also after a failure: Redis may have set the key although its answer was lost. */
    private void release(String token) {
        try {
            redis.client().execute("EVAL", RELEASE, "1", KEY, token);
        } catch (RuntimeException e) {
            LOG.debugf("the lock stays until it expires: %s", RedisFailure.reason(e));
        }
    }
}
