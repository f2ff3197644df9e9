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
 * Each is remembered until the last token that it concerns has expired, and the last refresh token if Cognito has not ended it
 * too. To judge a token never asks the network.
 */
@Singleton
public class Revocations {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final Clock clock;
    private final LiveRevocations live;
    private final SharedRevocations shared;
    private final boolean refuseOnLoss;
    private final boolean onNewPassword;
    private final Duration kept;
    private final Duration keptForRefreshing;

    /** Where a session has ended. */
    public enum Ended {
        /** Here alone: its refresh token is still good at Cognito. */
        HERE,
        /** At Cognito too, which exchanges its refresh token no more. */
        EVERYWHERE
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

    /** From now on refuses every access token of this sign-in ({@code origin_jti}). */
    public void revokeSignIn(String signInId, Ended ended) {
        revoke(Revocation.ofSignIn(signInId, until(ended)));
    }

    /**
     * From now on refuses every access token of this user whose sign-in was before the moment when the pool signed the user
     * out, by the pool's clock. Those times are in whole seconds, so this returns only when that second has passed: whoever
     * signs in afterwards holds a token that counts.
     */
    public void revokeUser(String userId, Instant signedOutAt, Ended ended) {
        revoke(Revocation.ofUser(userId, signedOutAt, until(ended)));
        try {
            Thread.sleep(A_SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same for all sign-ins of the caller but the one that calls; Cognito has ended none of them. */
    public void revokeOthers(Caller caller, Instant at) {
        // First, so that no replica refuses the caller's own.
        revoke(Revocation.kept(caller.signInId(), at, until(Ended.HERE)));
        revokeUser(caller.userId(), at, Ended.HERE);
    }

    /** Whether a new password is to end the user's other sessions. */
    public boolean endSessionsOnNewPassword() {
        return onNewPassword;
    }

    /** Somebody has just signed in here: if older sessions of theirs were ended, this one is known to go on. */
    public void signedIn(Caller caller) {
        live.keepFor(caller.userId(), caller.signedInAt())
                // It does not outlive an end of all sessions in its own second, which may come after it.
                .ifPresent(until -> revoke(
                        Revocation.kept(caller.signInId(), caller.signedInAt().minus(A_SECOND), until)));
    }

    private Instant until(Ended ended) {
        return clock.instant()
                .plus(
                        switch (ended) {
                            case HERE -> keptForRefreshing;
                            case EVERYWHERE -> kept;
                        });
    }

    private void revoke(Revocation revocation) {
        live.add(revocation);
        shared.publish(revocation);
    }

    /**
     * Whether the caller's sign-in has ended, and is to be refreshed no more. Its time is not asked, because a refresh may
     * have set it anew: after an end of all sessions of the user only those count that signed in here since.
     *
     * @throws IdentityException as {@link #isRevoked}
     */
    public boolean hasEnded(Caller caller) {
        checkStore();
        return live.hasEnded(caller.userId(), caller.signInId());
    }

    /**
     * Whether a token of this user and of this sign-in, which was then, is refused.
     *
     * @throws IdentityException {@code RevocationsUnknown} while the store is lost, where that is to refuse
     */
    public boolean isRevoked(String userId, String signInId, Instant signedInAt) {
        checkStore();
        return live.isRevoked(userId, signInId, signedInAt);
    }

    private void checkStore() {
        if (refuseOnLoss && shared.isLost()) {
            throw new IdentityException(new RevocationsUnknown(RETRY));
        }
    }
}
