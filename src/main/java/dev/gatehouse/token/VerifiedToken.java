package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** A token that was accepted once; what the framework's security needs to know of it is made once too. */
final class VerifiedToken {
    private final int keys;
    private final BearerClaims claims;
    private final Caller caller;
    private final SecurityIdentity identity;

    /** @param keys the version of the keys that its signature was verified with */
    VerifiedToken(int keys, BearerClaims claims, Caller caller) {
        this.keys = keys;
        this.claims = claims;
        this.caller = caller;
        this.identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new BearerPrincipal(caller))
                .addRoles(caller.roles())
                .build();
    }

    int keys() {
        return keys;
    }

    BearerClaims claims() {
        return claims;
    }

    Caller caller() {
        return caller;
    }

    SecurityIdentity identity() {
        return identity;
    }
}
