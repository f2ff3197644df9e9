package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import java.security.Principal;

/** The caller of an accepted access token, as the framework's security knows it. */
record BearerPrincipal(Caller caller) implements Principal {
    @Override
    public String getName() {
        return caller.userId();
    }

    @Override
    public String toString() {
        return caller.toString();
    }
}
