package dev.gatehouse.login;

import dev.gatehouse.cognito.CognitoLogin;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.SignIn;
import jakarta.inject.Singleton;

/** Signs in by password as the answer to a challenge, within the limits of any sign-in by password. */
@Singleton
class PasswordStep {
    private final CognitoLogin login;

    PasswordStep(CognitoLogin login) {
        this.login = login;
    }

    @Limited(Limit.SIGN_IN)
    SignIn signIn(PasswordAttempt attempt) {
        return login.signIn(attempt.email(), attempt.password(), attempt.client());
    }
}
