package dev.gatehouse.token;

import dev.gatehouse.revocation.Revocations;
import jakarta.inject.Singleton;

/** Checks that the token's session has not been ended. */
@Singleton
class RevocationCheck implements TokenCheck {
    private final Revocations revocations;

    RevocationCheck(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public void check(BearerClaims claims) {
        if (revocations.isRevoked(claims.text("sub"), BearerCaller.signInOf(claims), BearerCaller.signedInAt(claims))) {
            throw BearerClaims.refused("The token was revoked.");
        }
    }
}
