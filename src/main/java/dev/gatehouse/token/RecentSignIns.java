package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.ReauthenticationRequired;
import dev.gatehouse.revocation.Refreshes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Whether a caller has signed in recently. Only {@code auth_time} counts: a refresh is no sign-in. With refresh token rotation
 * Cognito was reported to set {@code auth_time} anew, so a session that was refreshed here is not recent for a while. A refresh
 * at Cognito itself is not visible here. It is created with its first use, because filters are created before the settings are
 * read.
 */
@ApplicationScoped
public class RecentSignIns {
    private final Duration maxAge;
    private final Duration skew;
    private final Refreshes refreshes;
    private final Clock clock;

    RecentSignIns(TokenConfig config, Refreshes refreshes, Clock clock) {
        this.maxAge = config.reauthenticationMaxAge();
        this.skew = config.clockSkew();
        this.refreshes = refreshes;
        this.clock = clock;
    }

    /**
     * Checks the caller's sign-in. Blocks when replicas share what was refreshed: for virtual threads.
     *
     * @throws IdentityException {@code ReauthenticationRequired} when it is not recent, or the token does not say when it was;
     *     {@code RevocationsUnknown} while the shared store is unreachable, if the setting is to refuse then
     */
    void require(Caller caller) {
        boolean recent = caller.authenticatedAt().filter(this::isRecent).isPresent();
        if (!recent || refreshes.contains(caller.signInId())) {
            throw new IdentityException(new ReauthenticationRequired(maxAge));
        }
    }

    private boolean isRecent(Instant signedInAt) {
        return !signedInAt.isAfter(clock.instant().plus(skew)) && !isOver(signedInAt);
    }

    private boolean isOver(Instant signedInAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return signedInAt.isBefore(now.minus(maxAge));
    }

    /**
     * Records a refresh. If the sign-in is over by its {@code auth_time}, nothing need be recorded: this bounds what is kept.
     *
     * @param refreshed the caller of the new access token
     */
    public void refreshed(Caller refreshed) {
        if (refreshed
                .authenticatedAt()
                .filter(signedInAt -> !isOver(signedInAt))
                .isPresent()) {
            refreshes.record(refreshed.signInId(), maxAge.plus(skew.multipliedBy(2)));
        }
    }
}
