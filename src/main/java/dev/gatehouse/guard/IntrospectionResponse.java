package dev.gatehouse.guard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.TokenDetails;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a token (RFC 7662 §2.2). Of a token that is not acceptable, only that it is not.
 *
 * @param scope the scopes, separated by blanks
 * @param exp when it expires, in seconds since the epoch
 * @param iat when it was issued, in seconds since the epoch
 * @param groups the user's groups; absent if there are none
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record IntrospectionResponse(
        boolean active,
        Optional<String> sub,
        Optional<String> username,
        Optional<String> clientId,
        Optional<String> scope,
        Optional<Long> exp,
        Optional<Long> iat,
        Optional<String> iss,
        Optional<String> jti,
        Optional<String> tokenType,
        @JsonProperty("cognito:groups") Optional<Set<String>> groups) {

    static final IntrospectionResponse INACTIVE = new IntrospectionResponse(
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    static IntrospectionResponse active(AccessToken token, TokenDetails details) {
        return new IntrospectionResponse(
                true,
                Optional.of(token.userId()),
                details.username(),
                Optional.of(token.clientId()),
                Optional.of(String.join(" ", token.scopes())).filter(scopes -> !scopes.isEmpty()),
                Optional.of(token.expiresAt()),
                Optional.of(token.issuedAt()),
                Optional.of(details.issuer()),
                details.id(),
                Optional.of("Bearer"),
                Optional.of(token.roles()).filter(roles -> !roles.isEmpty()));
    }

    @Override
    public String toString() {
        return "IntrospectionResponse[active=" + active + "]";
    }
}
