package dev.gatehouse.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.identity.CarriesTokens;
import dev.gatehouse.identity.Outcome;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SessionInCookies;
import dev.gatehouse.identity.Tokens;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.Optional;

/** The result of a step of a sign-in, by {@code status}. */
sealed interface LoginResponse extends Outcome {

    @Override
    default String outcome() {
        return switch (this) {
            case SignedInResponse _ -> "success";
            case ChallengeResponse _ -> "challenge";
        };
    }

    @Override
    default boolean complete() {
        return this instanceof SignedInResponse;
    }

    /** Signed in; the token members are those of RFC 6749 §5.1, {@code expires_in} in seconds. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record SignedInResponse(
            String status,
            Secret accessToken,
            Secret idToken,
            Optional<Secret> refreshToken,
            String tokenType,
            int expiresIn)
            implements LoginResponse, CarriesTokens {

        SignedInResponse(Tokens tokens) {
            this(
                    "signed_in",
                    tokens.accessToken(),
                    tokens.idToken(),
                    tokens.refreshToken(),
                    "Bearer",
                    tokens.expiresIn());
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

    /** One more step: answer to {@code /auth/challenge} within {@code expires_in} seconds. */
    @RegisterForReflection
    record ChallengeResponse(
            String status, String challenge, Secret challengeToken, long expiresIn, Map<String, Object> parameters)
            implements LoginResponse {

        ChallengeResponse(SealedChallenge sealed, Map<String, Object> parameters) {
            this("challenge", sealed.challenge(), sealed.token(), sealed.expiresIn(), parameters);
        }

        @Override
        public String toString() {
            return "ChallengeResponse[" + challenge + "]";
        }
    }
}
