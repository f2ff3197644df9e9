package dev.gatehouse.login;

import dev.gatehouse.cognito.CognitoLogin;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SignIn;
import dev.gatehouse.identity.SlowedDown;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Answers a challenge at Cognito. An answer may be a short code, so wrong answers delay further ones for the account (brute
 * force).
 */
@Singleton
class NextStep {
    private final CognitoLogin login;

    NextStep(CognitoLogin login) {
        this.login = login;
    }

    /** Sends the answers, by Cognito's names. */
    @SlowedDown
    SignIn answer(OpenChallenge open, Map<String, Secret> answers, ClientContext client) {
        return login.answer(open.challenge(), answers, client);
    }
}
