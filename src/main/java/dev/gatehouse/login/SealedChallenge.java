package dev.gatehouse.login;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.Secret;

/**
 * A challenge and the token that carries it.
 *
 * @param challenge what Cognito asks for
 * @param token opaque to the caller
 * @param expiresIn life of the token in seconds
 */
record SealedChallenge(Challenge challenge, Secret token, long expiresIn) {}
