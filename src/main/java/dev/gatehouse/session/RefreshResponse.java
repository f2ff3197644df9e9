package dev.gatehouse.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.identity.CarriesTokens;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SessionInCookies;
import dev.gatehouse.identity.Tokens;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/** The result of a refresh. */
sealed interface RefreshResponse extends CarriesTokens {

    /**
     * New tokens (RFC 6749 §5.1).
     *
     * @param refreshToken the next refresh token, when the pool rotates refresh tokens
     * @param tokenType always {@code Bearer}
     * @param expiresIn lifetime of the access token in seconds
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record RefreshedResponse(
            Secret accessToken, Secret idToken, Optional<Secret> refreshToken, String tokenType, int expiresIn)
            implements RefreshResponse {

        RefreshedResponse(Tokens tokens) {
            this(tokens.accessToken(), tokens.idToken(), tokens.refreshToken(), "Bearer", tokens.expiresIn());
        }

        @Override
        public Tokens tokens() {
            return new Tokens(accessToken, idToken, refreshToken, expiresIn);
        }

        @Override
        public SessionInCookies withoutTokens() {
            return new SessionInCookies(tokens());
        }
    }
}
