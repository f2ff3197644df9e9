package dev.gatehouse.token;

import dev.gatehouse.identity.PoolAddress;
import jakarta.inject.Singleton;
import java.util.Set;

/** Checks that the token was issued by the configured pool. */
@Singleton
class IssuerCheck implements TokenCheck {
    private final TokenConfig config;
    private final PoolAddress pool;
    private volatile Set<String> issuers = Set.of();

    IssuerCheck(TokenConfig config, PoolAddress pool) {
        this.config = config;
        this.pool = pool;
    }

    @Override
    public void check(BearerClaims claims) {
        if (!issuers().contains(claims.text("iss"))) {
            throw BearerClaims.refused("The token was issued by another issuer.");
        }
    }

    /** Computed with the first token: at construction the pool's settings are not validated yet. */
    private Set<String> issuers() {
        if (issuers.isEmpty()) {
            issuers = config.issuer().map(Set::of).orElseGet(() -> switch (config.issuerType()) {
                case ORIGINAL -> Set.of(pool.originalIssuer());
                case UPDATED -> Set.of(pool.updatedIssuer());
                case BOTH -> Set.of(pool.originalIssuer(), pool.updatedIssuer());
            });
        }
        return issuers;
    }
}
