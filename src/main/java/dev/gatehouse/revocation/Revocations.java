package dev.gatehouse.revocation;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.RevocationsUnknown;
import dev.gatehouse.revocation.RevocationConfig.OnStoreLoss;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * The sessions and users whose unexpired access tokens are refused after a sign-out. An entry is kept until the last affected
 * access token has expired, or the last refresh token if Cognito has not revoked it. Checks use memory only, never the network.
 */
@Singleton
public class Revocations {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    /** How far the pool's clock may be ahead of the local one, and the second to which it rounds down. */
    private static final int AHEAD_SECONDS = 5;

    private final Clock clock;
    private final LiveRevocations live;
    private final SharedRevocations shared;
    private final boolean refuseOnLoss;
    private final boolean onNewPassword;
    private final Duration kept;
    private final Duration keptForRefreshing;

    /** Where a session was ended. */
    public enum Ended {
        /** Only here: its refresh token is still valid at Cognito. */
        HERE_ONLY,
        /** At Cognito too: its refresh token is revoked. */
        AT_COGNITO_TOO
    }

    Revocations(Clock clock, RevocationConfig config, LiveRevocations live, SharedRevocations shared) {
        this.clock = clock;
        this.live = live;
        this.shared = shared;
        this.refuseOnLoss = config.onStoreLoss() == OnStoreLoss.REFUSE;
        this.onNewPassword = config.endSessionsOnNewPassword();
        this.kept = config.keptFor();
        this.keptForRefreshing = config.keptForRefreshing();
    }

    /** Revokes all access tokens of this session ({@code origin_jti}). */
    public void revokeSignIn(String signInId, Ended ended) {
        revoke(Revocation.ofSignIn(signInId, until(ended)));
    }

    /**
     * Ends a session ({@code origin_jti}) here, at once and also if the step at Cognito fails: then it is refused until its last
     * refresh token has expired.
     *
     * @param atCognito ends it at Cognito, and returns whether Cognito accepted its refresh token
     */
    public void endSignIn(String signInId, BooleanSupplier atCognito) {
        revokeSignIn(signInId, Ended.AT_COGNITO_TOO);
        boolean revoked = false;
        try {
            revoked = atCognito.getAsBoolean();
        } finally {
            if (!revoked) {
                revokeSignIn(signInId, Ended.HERE_ONLY);
            }
        }
    }

    /**
     * Revokes all access tokens of this user's sessions that began before the pool signed the user out, by the pool's clock.
     * These times are in whole seconds, so this method returns after that second: a later sign-in gets a valid token.
     */
    public void revokeUser(String userId, Instant signedOutAt, Ended ended) {
        revokeUserAtOnce(userId, signedOutAt, ended);
        try {
            Thread.sleep(A_SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Revokes the same, and returns at once. For callers that revoke once more later, or where nobody signs in again: a session
     * that begins in the same second is revoked too.
     */
    public void revokeUserAtOnce(String userId, Instant signedOutAt, Ended ended) {
        revoke(Revocation.ofUser(userId, signedOutAt, until(ended)));
    }

    /**
     * Revokes all access tokens of this user that were issued until now, where the pool's time is not known: by the local clock,
     * and a little later. A session that begins within the next {@value #AHEAD_SECONDS} seconds is revoked too.
     */
    public void revokeUserByLocalClock(String userId, Ended ended) {
        revokeUserAtOnce(userId, clock.instant().plusSeconds(AHEAD_SECONDS), ended);
    }

    /** Revokes all sessions of the caller except the current one. Cognito has not ended them. */
    public void revokeOthers(Caller caller, Instant at) {
        // First, so that no replica refuses the current session.
        revoke(Revocation.kept(caller.signInId(), at, until(Ended.HERE_ONLY)));
        revokeUser(caller.userId(), at, Ended.HERE_ONLY);
    }

    /** Whether a new password ends the user's other sessions. */
    public boolean endSessionsOnNewPassword() {
        return onNewPassword;
    }

    /** Records a new session: if the user's older sessions were ended, this one is kept. */
    public void recordSignIn(Caller caller) {
        live.keepUntil(caller.userId(), caller.signedInAt())
                // One second earlier, because a later sign-out in the same second must end this session.
                .ifPresent(until -> revoke(
                        Revocation.kept(caller.signInId(), caller.signedInAt().minus(A_SECOND), until)));
    }

    private Instant until(Ended ended) {
        return clock.instant()
                .plus(
                        switch (ended) {
                            case HERE_ONLY -> keptForRefreshing;
                            case AT_COGNITO_TOO -> kept;
                        });
    }

    private void revoke(Revocation revocation) {
        live.add(revocation);
        shared.publish(revocation);
    }

    /**
     * Whether the caller's session has ended and must not be refreshed. Ignores {@code auth_time}, which a refresh may have
     * changed: after a cut-off only sessions recorded as kept are valid.
     *
     * @throws IdentityException as {@link #isRevoked}
     */
    public boolean hasEnded(Caller caller) {
        checkStore();
        return live.hasEnded(caller.userId(), caller.signInId());
    }

    /**
     * Whether a token of this user and session, signed in at this time, is revoked.
     *
     * @throws IdentityException {@code RevocationsUnknown} while the store is unreachable, if the setting is to refuse then
     */
    public boolean isRevoked(String userId, String signInId, Instant signedInAt) {
        checkStore();
        return live.isRevoked(userId, signInId, signedInAt);
    }

    /**
     * Checks that what was revoked here is known to the other replicas too.
     *
     * @throws IdentityException {@code RevocationsUnknown} while the store is unreachable: they will know when it is back
     */
    public void requireShared() {
        if (shared.isLost()) {
            throw new IdentityException(new RevocationsUnknown(RETRY));
        }
    }

    private void checkStore() {
        if (refuseOnLoss && shared.isLost()) {
            throw new IdentityException(new RevocationsUnknown(RETRY));
        }
    }
}
