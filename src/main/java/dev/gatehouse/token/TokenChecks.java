package dev.gatehouse.token;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The checks of every token with a valid signature of a trusted issuer, in order: a token is always refused for the same reason.
 * They run for each request, also for a token that is known, so none of them may do I/O. ID tokens have checks of their own
 * ({@link IdTokens}).
 */
@Singleton
class TokenChecks {
    private final List<TokenCheck> inOrder;

    @Inject
    TokenChecks(ClientCheck client, AudienceCheck audience, LifetimeCheck lifetime, RevocationCheck revocation) {
        this(List.of(client, audience, lifetime, revocation));
    }

    TokenChecks(List<TokenCheck> inOrder) {
        this.inOrder = inOrder;
    }

    List<TokenCheck> inOrder() {
        return inOrder;
    }
}
