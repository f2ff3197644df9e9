package dev.gatehouse.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.Tokens;
import java.util.Optional;

/**
 * The tokens of a new session (RFC 6749 §5.1).
 *
 * @param status always {@code signed_in}
 * @param tokenType always {@code Bearer}
 * @param expiresIn lifetime of the access token in seconds
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record GrantResponse(
        String status,
        Secret accessToken,
        Secret idToken,
        Optional<Secret> refreshToken,
        String tokenType,
        int expiresIn) {

    GrantResponse(Tokens tokens) {
        this("signed_in", tokens.accessToken(), tokens.idToken(), tokens.refreshToken(), "Bearer", tokens.expiresIn());
    }
}
