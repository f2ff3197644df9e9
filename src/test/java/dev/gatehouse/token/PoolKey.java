package dev.gatehouse.token;

import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;

/** An RSA key under an id, both halves in the hands of the tests. */
record PoolKey(String id, KeyPair pair) {

    static PoolKey generate(String id) {
        return new PoolKey(id, TokenForge.pair("RSA", 2048));
    }

    RSAPublicKey publicKey() {
        return (RSAPublicKey) pair.getPublic();
    }

    String jwk() {
        return TokenForge.jwk(id, publicKey(), Map.of());
    }

    @Override
    public String toString() {
        return "PoolKey[" + id + "]";
    }
}
