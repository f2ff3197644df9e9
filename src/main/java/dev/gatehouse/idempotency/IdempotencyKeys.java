package dev.gatehouse.idempotency;

import dev.gatehouse.idempotency.Run.Claim;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.IdempotencyKeyInUse;
import dev.gatehouse.identity.IdentityFailure.IdempotencyKeyReused;
import dev.gatehouse.seal.Purpose;
import dev.gatehouse.seal.Seal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The keys that were used, each with the mark of the request that runs, or with its sealed answer. Blocks: for virtual threads.
 *
 * <p>Behind a proxy, because the framework makes filters before there are settings.
 */
@ApplicationScoped
class IdempotencyKeys {
    private static final Logger LOG = Logger.getLogger(IdempotencyKeys.class);
    private static final String RUNNING = "running:";
    /** The longest that {@link Seal} opens. */
    private static final int LONGEST = 16 * 1024;

    private static final Duration SOON = Duration.ofSeconds(2);

    private final KeyStore store;
    private final Seal seal;
    private final IdempotencyConfig config;

    IdempotencyKeys(SharedKeys store, Seal seal, IdempotencyConfig config) {
        this.store = store;
        this.seal = seal;
        this.config = config;
    }

    /**
     * Begins the first request with the key.
     *
     * @param name the digest of caller, route and key
     * @throws Replay when the same request was answered before
     * @throws IdentityException {@code IdempotencyKeyReused} for another request with the key, {@code IdempotencyKeyInUse} while
     *     the first runs
     */
    Claim begin(String name, String fingerprint) {
        String mark = RUNNING + UUID.randomUUID();
        Optional<String> found = store.putIfAbsent(name, mark, config.longestRun());
        if (found.isPresent() && !found.get().startsWith(RUNNING)) {
            open(name, found.get()).ifPresent(answer -> repeat(answer, fingerprint));
            // Sealed with a secret that is no longer in use.
            store.remove(name, found.get());
            found = store.putIfAbsent(name, mark, config.longestRun());
        }
        if (found.isPresent()) {
            throw new IdentityException(new IdempotencyKeyInUse(SOON));
        }
        return new Claim(name, mark, fingerprint);
    }

    private Optional<KeptAnswer> open(String name, String sealed) {
        return seal.open(Purpose.IDEMPOTENT_ANSWER, sealed, KeptAnswer.class)
                .filter(answer -> answer.key().equals(name));
    }

    private static void repeat(KeptAnswer answer, String fingerprint) {
        if (!answer.fingerprint().equals(fingerprint)) {
            throw new IdentityException(new IdempotencyKeyReused());
        }
        throw new Replay(answer);
    }

    /** Keeps the answer for repetitions. */
    void keep(Claim claim, KeptAnswer answer) {
        String sealed = seal.seal(Purpose.IDEMPOTENT_ANSWER, answer, config.keptFor());
        if (sealed.length() > LONGEST) {
            LOG.warn("an answer is too large to be kept for repetitions of its request");
            release(claim);
        } else {
            store.replace(claim.key(), claim.mark(), sealed, config.keptFor());
        }
    }

    /** Lets a repetition run. */
    void release(Claim claim) {
        store.remove(claim.key(), claim.mark());
    }
}
