package dev.gatehouse.login;

import dev.gatehouse.identity.Secret;

/**
 * A challenge and its encrypted token.
 *
 * @param challenge Cognito's name of the challenge
 * @param token opaque to the client
 * @param expiresIn lifetime of the token in seconds
 */
record SealedChallenge(String challenge, Secret token, long expiresIn) {}
