package dev.gatehouse.cognito;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityFailure.InsufficientScope;

/**
 * The scope that Cognito requires for operations on the caller's own account. Tokens from a sign-in by password have it; tokens
 * from managed login only if the client requested it; tokens of machines never.
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
