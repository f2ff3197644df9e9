package dev.gatehouse.token;

import java.util.Optional;

/**
 * Claims that {@link AccessToken} does not keep.
 *
 * @param issuer {@code iss}
 * @param id {@code jti}; empty if it has none
 * @param username {@code username}; empty if it has none, as of a machine
 */
public record TokenDetails(String issuer, Optional<String> id, Optional<String> username) {

    /**
     * Reads the claims again from the text of a token that {@link BearerTokens} has accepted: the signature is not checked
     * here.
     *
     * @throws dev.gatehouse.identity.IdentityException {@code TokenRefused} when it is not a token
     */
    public static TokenDetails of(String accepted) {
        BearerClaims claims = BearerClaims.of(CompactForm.of(accepted).payload());
        return new TokenDetails(claims.text("iss"), claims.optionalText("jti"), claims.optionalText("username"));
    }

    @Override
    public String toString() {
        return "TokenDetails[hidden]";
    }
}
