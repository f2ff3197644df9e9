package dev.gatehouse.cognito;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityFailure.InsufficientScope;

/**
 * What Cognito lets the holder of an access token do to the own account. Tokens of a sign-in by password have the scope for it;
 * those of the hosted sign-in only if it was asked for, those of machines never.
 */
final class SelfService {
    private static final String SCOPE = "aws.cognito.signin.user.admin";

    private SelfService() {}

    static boolean isAllowedTo(Caller caller) {
        return caller.scopes().contains(SCOPE);
    }

    static InsufficientScope refused() {
        return new InsufficientScope(SCOPE);
    }
}
