package dev.gatehouse.login;

import dev.gatehouse.cognito.CognitoLogin;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SignIn;
import dev.gatehouse.identity.SlowedDown;
import jakarta.inject.Singleton;
import java.util.Map;

/** Answers a challenge at Cognito. An answer may be a code of few digits, so wrong ones slow the account down. */
@Singleton
class NextStep {
    private final CognitoLogin login;

    NextStep(CognitoLogin login) {
        this.login = login;
    }

    /** The answers by Cognito's own names. */
    @SlowedDown
    SignIn take(OpenChallenge open, Map<String, Secret> answers, ClientContext client) {
        return login.answer(open.challenge(), answers, client);
    }
}
