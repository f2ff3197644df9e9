package dev.gatehouse.oauth;

import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * The grant to exchange.
 *
 * @param codeVerifier the verifier of the challenge with which the client began the sign-in (RFC 7636)
 */
record GrantRequest(
        @Valid @NotNull(message = "is required") Secret grant,
        @Valid @NotNull(message = "is required") Secret codeVerifier)
        implements HasAccountKey {
    @Override
    public String accountKey() {
        return grant.value();
    }
}
