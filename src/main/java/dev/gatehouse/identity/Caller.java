package dev.gatehouse.identity;

import java.time.Instant;
import java.util.Set;

/**
 * Who calls a protected route, as the bearer token says. Inject it; it is there in every route that demands
 * authentication. The email address is in no access token: {@link Profiles} has it.
 */
public interface Caller {

    /** The {@code sub} claim: stable for the life of the account. */
    String userId();

    /** The groups of the pool that the caller is in ({@code cognito:groups}), sorted. */
    Set<String> roles();

    /** The OAuth 2.0 scopes of the token, sorted. */
    Set<String> scopes();

    /** The sign-in that the token descends from ({@code origin_jti}): the same through all its refreshes. */
    String signInId();

    /** When the person signed in ({@code auth_time}); with refresh-token rotation Cognito may set it anew. */
    Instant signedInAt();

    /** When the token was issued. */
    Instant issuedAt();

    /** When the token ends. */
    Instant expiresAt();

    /** The token itself, for calls to Cognito in the caller's name. */
    Secret accessToken();
}
