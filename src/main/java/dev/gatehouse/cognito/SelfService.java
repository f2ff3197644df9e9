package dev.gatehouse.cognito;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityFailure.InsufficientScope;

/** Whether Cognito lets a caller see and change the own account. */
final class SelfService {
    private SelfService() {}

    static boolean isAllowedTo(Caller caller) {
        return caller.scopes().contains(Caller.ACCOUNT_SCOPE);
    }

    static InsufficientScope refused() {
        return new InsufficientScope(Caller.ACCOUNT_SCOPE);
    }
}
