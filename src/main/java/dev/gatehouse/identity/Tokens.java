package dev.gatehouse.identity;

import java.util.Optional;

/**
 * What a sign-in or a refresh yields.
 *
 * @param accessToken what protected routes accept as bearer token (RFC 6750)
 * @param idToken who signed in, for the client itself
 * @param refreshToken present after a sign-in, and after a refresh when the pool rotates refresh tokens
 * @param expiresIn life of the access token in seconds
 */
public record Tokens(Secret accessToken, Secret idToken, Optional<Secret> refreshToken, int expiresIn) {}
