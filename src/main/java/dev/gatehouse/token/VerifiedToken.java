package dev.gatehouse.token;

import dev.gatehouse.identity.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** An accepted token, with its security identity, which is built only once. */
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
