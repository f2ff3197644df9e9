package dev.gatehouse.identity;

import java.util.Map;

/**
 * A further step that Cognito asks for before it issues tokens.
 *
 * @param name Cognito's ChallengeName, such as {@code NEW_PASSWORD_REQUIRED}
 * @param username the name under which Cognito expects the answer
 * @param session Cognito's handle on this sign-in, valid 3 to 15 minutes
 * @param parameters what the person needs to know to answer, nothing internal
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
