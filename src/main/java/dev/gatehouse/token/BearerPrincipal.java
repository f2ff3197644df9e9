package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import java.security.Principal;

/** The caller of an accepted access token, as a principal for Quarkus Security. */
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
