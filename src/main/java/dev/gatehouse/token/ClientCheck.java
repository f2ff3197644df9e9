package dev.gatehouse.token;

import jakarta.inject.Singleton;
import java.util.Set;

/** Checks that the token was issued to a configured app client. */
@Singleton
class ClientCheck implements TokenCheck {
    private final Set<String> clientIds;

    ClientCheck(TokenConfig config) {
        this.clientIds = config.clientIds().map(Set::copyOf).orElse(Set.of());
    }

    @Override
    public void check(BearerClaims claims) {
        if (!clientIds.contains(claims.text("client_id"))) {
            throw BearerClaims.refused("The token was issued to another client.");
        }
    }
}
