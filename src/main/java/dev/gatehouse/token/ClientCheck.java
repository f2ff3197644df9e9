package dev.gatehouse.token;

import jakarta.inject.Singleton;

/** Checks that the token was issued to an app client that is configured for its issuer. */
@Singleton
class ClientCheck implements TokenCheck {

    @Override
    public void check(AccessToken token) {
        if (!token.issuer().clientIds().contains(token.clientId())) {
            throw BearerClaims.refused("The token was issued to another client.");
        }
    }
}
