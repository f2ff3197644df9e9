package dev.gatehouse.admin;

import dev.gatehouse.cognito.CognitoAdmin;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.revocation.Revocations.Ended;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Ends all sessions of another user, at Cognito and here; here even if Cognito fails. */
@Singleton
class AdminSignOut {
    private final CognitoAdmin accounts;
    private final Revocations revocations;
    private final Clock clock;

    AdminSignOut(CognitoAdmin accounts, Revocations revocations, Clock clock) {
        this.accounts = accounts;
        this.revocations = revocations;
        this.clock = clock;
    }

    void everywhere(String userId) {
        Instant signedOutAt = clock.instant();
        Ended ended = Ended.HERE_ONLY;
        try {
            signedOutAt = accounts.signOutEverywhere(userId);
            ended = Ended.AT_COGNITO_TOO;
        } finally {
            revocations.revokeUser(userId, signedOutAt, ended);
        }
    }
}
