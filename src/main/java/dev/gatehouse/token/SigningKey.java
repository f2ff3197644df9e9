package dev.gatehouse.token;

import java.security.interfaces.RSAPublicKey;

/**
 * A public key of the pool.
 *
 * @param id the {@code kid} in the header of tokens
 * @param key an RSA key of at least 2048 bits
 */
record SigningKey(String id, RSAPublicKey key) {}
