package dev.gatehouse.revocation;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.RevocationsUnknown;
import dev.gatehouse.redis.RedisFailure;
import dev.gatehouse.redis.SharedRedis;
import dev.gatehouse.revocation.RevocationConfig.OnStoreLoss;
import io.quarkus.redis.datasource.value.SetArgs;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The sessions that were refreshed a short time ago, on any replica: here in bounded memory, and in Redis, where each entry
 * expires by itself. Blocks when replicas share their revocations: for virtual threads.
 */
@Singleton
public class Refreshes {
    private static final Logger LOG = Logger.getLogger(Refreshes.class);
    static final int MOST = 100_000;
    private static final String KEY = "gatehouse:refreshed:";
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final SharedRedis redis;
    private final SharedRevocations shared;
    private final boolean refuseOnLoss;
    private final Clock clock;
    /** By session, in the order of the refreshes. */
    private final Map<String, Instant> until = new LinkedHashMap<>();
    /** Until when any session may be one that did not fit. */
    private Instant overflowedUntil = Instant.MIN;

    Refreshes(SharedRedis redis, SharedRevocations shared, RevocationConfig config, Clock clock) {
        this.redis = redis;
        this.shared = shared;
        this.refuseOnLoss = config.onStoreLoss() == OnStoreLoss.REFUSE;
        this.clock = clock;
    }

    /** Records a refresh of the session ({@code origin_jti}). */
    public void record(String session, Duration kept) {
        keep(session, clock.instant().plus(kept));
        if (shared.isSharing() && !shared.isLost()) {
            try {
                redis.client().value(String.class).set(KEY + session, "1", new SetArgs().ex(kept.plusSeconds(1)));
            } catch (RuntimeException e) {
                LOG.warnf("a refresh of a session is known to this replica only: %s", RedisFailure.reason(e));
            }
        }
    }

    /**
     * Whether the session was refreshed within the time for which that is kept.
     *
     * @throws IdentityException {@code RevocationsUnknown} while the store is unreachable, if the setting is to refuse then
     */
    public boolean contains(String session) {
        return isKept(session) || (shared.isSharing() && isShared(session));
    }

    private boolean isShared(String session) {
        if (!shared.isLost()) {
            try {
                return redis.client().key().exists(KEY + session);
            } catch (RuntimeException e) {
                LOG.warnf("refreshes of sessions on other replicas are unknown: %s", RedisFailure.reason(e));
            }
        }
        if (refuseOnLoss) {
            throw new IdentityException(new RevocationsUnknown(RETRY));
        }
        return false;
    }

    private synchronized void keep(String session, Instant end) {
        until.remove(session);
        until.put(session, end);
        Instant now = clock.instant();
        Iterator<Instant> oldest = until.values().iterator();
        while (oldest.hasNext()) {
            Instant next = oldest.next();
            boolean full = until.size() > MOST;
            if (!full && next.isAfter(now)) {
                return;
            }
            if (next.isAfter(now) && next.isAfter(overflowedUntil)) {
                overflowedUntil = next;
            }
            oldest.remove();
        }
    }

    private synchronized boolean isKept(String session) {
        Instant now = clock.instant();
        Instant end = until.get(session);
        return now.isBefore(overflowedUntil) || (end != null && now.isBefore(end));
    }
}
