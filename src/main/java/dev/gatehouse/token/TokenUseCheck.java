package dev.gatehouse.token;

import jakarta.inject.Singleton;

/** The token is an access token; an ID token tells a client who signed in and opens no door. */
@Singleton
class TokenUseCheck implements TokenCheck {

    @Override
    public void check(BearerClaims claims) {
        if (!claims.text("token_use").equals("access")) {
            throw BearerClaims.refused("The token is not an access token.");
        }
    }
}
