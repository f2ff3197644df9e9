package dev.gatehouse.token;

import dev.gatehouse.revocation.Revocations;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Checks that the token's session has not been ended. */
@Singleton
class RevocationCheck implements TokenCheck {
    private final Revocations revocations;

    RevocationCheck(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public void check(AccessToken token) {
        if (revocations.isRevoked(token.userKey(), token.sessionKey(), Instant.ofEpochSecond(token.signedInAt()))) {
            throw BearerClaims.refused("The token was revoked.");
        }
    }
}
