package dev.gatehouse.login;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.Secret;

/**
 * A challenge and its encrypted token.
 *
 * @param challenge the challenge from Cognito
 * @param token opaque to the client
 * @param expiresIn lifetime of the token in seconds
 */
record SealedChallenge(Challenge challenge, Secret token, long expiresIn) {}
