package dev.gatehouse.token;

import dev.gatehouse.identity.PoolAddress;

/** The addresses of a pool that is nowhere. */
record PoolAddresses(String originalIssuer, String updatedIssuer, String keySet) implements PoolAddress {
    static final PoolAddresses EXAMPLE = new PoolAddresses(
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example",
            "https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example",
            "https://keys.example/eu-west-1_Example/.well-known/jwks.json");
}
