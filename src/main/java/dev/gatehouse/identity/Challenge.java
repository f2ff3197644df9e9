package dev.gatehouse.identity;

import java.util.Map;

/**
 * A challenge that Cognito requires before it issues tokens.
 *
 * @param name Cognito's ChallengeName, such as {@code NEW_PASSWORD_REQUIRED}
 * @param username the username that Cognito expects with the answer
 * @param session Cognito's session string for this sign-in, valid 3 to 15 minutes
 * @param parameters what the user needs to answer, without internal values
 */
public record Challenge(String name, String username, Secret session, Map<String, String> parameters) {
    public Challenge {
        parameters = Map.copyOf(parameters);
    }

    @Override
    public String toString() {
        return "Challenge[" + name + "]";
    }
}
