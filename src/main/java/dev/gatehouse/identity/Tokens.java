package dev.gatehouse.identity;

import java.util.Optional;

/**
 * The tokens of a sign-in or a refresh.
 *
 * @param accessToken the bearer token for protected routes (RFC 6750)
 * @param idToken identifies the user to the client
 * @param refreshToken present after a sign-in, and after a refresh when the pool rotates refresh tokens
 * @param expiresIn lifetime of the access token in seconds
 */
public record Tokens(Secret accessToken, Secret idToken, Optional<Secret> refreshToken, int expiresIn) {}
