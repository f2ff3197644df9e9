package dev.gatehouse.admin;

import dev.gatehouse.cognito.CognitoAdmin;
import dev.gatehouse.cognito.CognitoUsers;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.revocation.Revocations.Ended;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.Supplier;

/** Ends all sessions of another user, at Cognito and here; here even if Cognito fails. */
@Singleton
class AdminSignOut {
    private final CognitoAdmin accounts;
    private final CognitoUsers users;
    private final Revocations revocations;

    AdminSignOut(CognitoAdmin accounts, CognitoUsers users, Revocations revocations) {
        this.accounts = accounts;
        this.users = users;
        this.revocations = revocations;
    }

    void everywhere(String userId) {
        end(userId, () -> users.find(userId).username());
    }

    void everywhere(String userId, String username) {
        end(userId, () -> username);
    }

    private void end(String userId, Supplier<String> username) {
        Instant signedOutAt;
        try {
            signedOutAt = accounts.signOutEverywhere(username.get());
        } catch (RuntimeException e) {
            revocations.revokeUserByLocalClock(userId, Ended.HERE_ONLY);
            throw e;
        }
        revocations.revokeUser(userId, signedOutAt, Ended.AT_COGNITO_TOO);
    }
}
