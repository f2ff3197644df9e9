package dev.gatehouse.token;

/** A token that was accepted once. */
final class VerifiedToken {
    private final int keys;
    private final BearerClaims claims;
    private final BearerPrincipal principal;

    /** @param keys the version of the keys that its signature was verified with */
    VerifiedToken(int keys, BearerClaims claims, BearerPrincipal principal) {
        this.keys = keys;
        this.claims = claims;
        this.principal = principal;
    }

    int keys() {
        return keys;
    }

    BearerClaims claims() {
        return claims;
    }

    BearerPrincipal principal() {
        return principal;
    }
}
