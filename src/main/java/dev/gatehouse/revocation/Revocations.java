package dev.gatehouse.revocation;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.RevocationsUnknown;
import dev.gatehouse.revocation.RevocationConfig.OnStoreLoss;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The sign-ins and users whose access tokens are refused here although they have not expired, because they signed out.
 * Each is remembered until the last token that it concerns has expired. To judge a token never asks the network.
 */
@Singleton
public class Revocations {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final Clock clock;
    private final LiveRevocations live;
    private final SharedRevocations shared;
    private final boolean refuseOnLoss;
    private final Duration kept;

    Revocations(Clock clock, RevocationConfig config, LiveRevocations live, SharedRevocations shared) {
        this.clock = clock;
        this.live = live;
        this.shared = shared;
        this.refuseOnLoss = config.onStoreLoss() == OnStoreLoss.REFUSE;
        this.kept = config.keptFor();
    }

    /** From now on refuses every access token of this sign-in ({@code origin_jti}). */
    public void revokeSignIn(String signInId) {
        revoke(Revocation.ofSignIn(signInId, clock.instant().plus(kept)));
    }

    /**
     * From now on refuses every access token of this user that was issued up to the moment when the pool signed the user
     * out, by the pool's clock. Issue times are in whole seconds, so this returns only when that second has passed: whoever
     * signs in afterwards holds a token that counts.
     */
    public void revokeUser(String userId, Instant signedOutAt) {
        revoke(Revocation.ofUser(userId, signedOutAt, clock.instant().plus(kept)));
        try {
            Thread.sleep(A_SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void revoke(Revocation revocation) {
        live.add(revocation);
        shared.publish(revocation);
    }

    /** Whether the token that the caller holds is refused. */
    public boolean cover(Caller caller) {
        return cover(caller.userId(), caller.signInId(), caller.issuedAt());
    }

    /**
     * Whether a token of this user and sign-in, issued then, is refused.
     *
     * @throws IdentityException {@code RevocationsUnknown} while the store is lost, where that is to refuse
     */
    public boolean cover(String userId, String signInId, Instant issuedAt) {
        if (refuseOnLoss && shared.isLost()) {
            throw new IdentityException(new RevocationsUnknown(RETRY));
        }
        return live.cover(userId, signInId, issuedAt);
    }
}
