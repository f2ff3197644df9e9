package dev.gatehouse.token;

import jakarta.inject.Singleton;

/** Checks that the token is an access token: an ID token is for the client and grants no access. */
@Singleton
class TokenUseCheck implements TokenCheck {

    @Override
    public void check(BearerClaims claims) {
        if (!claims.text("token_use").equals("access")) {
            throw BearerClaims.refused("The token is not an access token.");
        }
    }
}
