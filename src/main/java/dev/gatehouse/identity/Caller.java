package dev.gatehouse.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The caller of a protected route, from the bearer token. Injectable in every route that requires authentication. Access tokens
 * do not contain the email address: see {@link Profiles}.
 */
public interface Caller {
    /**
     * The scope that Cognito requires for the caller's own account. Tokens from a sign-in by password have it; tokens from
     * managed login only if the client requested it; tokens of machines never.
     */
    String ACCOUNT_SCOPE = "aws.cognito.signin.user.admin";

    /** The {@code sub} claim: never changes for an account. */
    String userId();

    /** The groups of the pool that the caller is in ({@code cognito:groups}), sorted. */
    Set<String> roles();

    /** The OAuth 2.0 scopes of the token, sorted. */
    Set<String> scopes();

    /** The session of the token ({@code origin_jti}): the same after each refresh. */
    String signInId();

    /**
     * When the person signed in ({@code auth_time}), or when the token was issued if it does not say so; with refresh token
     * rotation Cognito may change it.
     */
    Instant signedInAt();

    /** When the person signed in, only if the token says so. */
    Optional<Instant> authenticatedAt();

    /** When the token was issued. */
    Instant issuedAt();

    /** When the token expires. */
    Instant expiresAt();

    /** The token itself, for calls to Cognito on behalf of the caller. */
    Secret accessToken();
}
