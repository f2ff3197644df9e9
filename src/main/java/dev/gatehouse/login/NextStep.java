package dev.gatehouse.login;

import dev.gatehouse.cognito.CognitoChoice;
import dev.gatehouse.cognito.CognitoLogin;
import dev.gatehouse.cognito.CognitoSetUp;
import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SignIn;
import dev.gatehouse.identity.SlowedDown;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;

/**
 * Answers a challenge at Cognito. An answer may be a short code, so wrong answers delay further ones for the account (brute
 * force).
 */
@Singleton
class NextStep {
    /** The challenge to set up a second factor. */
    static final String SET_UP = "MFA_SETUP";

    private final CognitoLogin login;
    private final CognitoChoice choice;
    private final CognitoSetUp setUp;

    NextStep(CognitoLogin login, CognitoChoice choice, CognitoSetUp setUp) {
        this.login = login;
        this.choice = choice;
        this.setUp = setUp;
    }

    /** Sends the answers, by Cognito's names. */
    @SlowedDown
    SignIn answer(OpenChallenge open, Map<String, Secret> answers, ClientContext client) {
        Challenge challenge = open.challenge();
        return switch (open.origin()) {
            case PASSWORD ->
                challenge.name().equals(SET_UP)
                        ? setUp.confirm(challenge, Objects.requireNonNull(answers.get("code")), client)
                        : login.answer(challenge, answers, client);
            case CHOICE -> choice.answer(challenge, answers, client);
            case DECOY -> choice.refuse(challenge, answers, client);
        };
    }
}
