package dev.gatehouse.token;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

/** The token was issued by our pool. */
@Singleton
@Priority(400)
class IssuerCheck implements TokenCheck {
    private final String issuer;

    IssuerCheck(TokenConfig config) {
        this.issuer = config.issuer();
    }

    @Override
    public void check(BearerClaims claims) {
        if (!claims.text("iss").equals(issuer)) {
            throw BearerClaims.refused("The token was issued by someone else.");
        }
    }
}
