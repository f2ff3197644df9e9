package dev.gatehouse.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Makes tokens of any header, claims and signature, down to the byte; keys as well. */
final class TokenForge {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String issuer;
    private final String clientId;

    /** How to sign the first two parts. */
    interface Signer {
        byte[] sign(byte[] content) throws GeneralSecurityException;
    }

    TokenForge(String issuer, String clientId) {
        this.issuer = issuer;
        this.clientId = clientId;
    }

    /** What a fresh access token of the pool says; each is a sign-in of its own. */
    Map<String, Object> claims() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", UUID.randomUUID().toString());
        claims.put("iss", issuer);
        claims.put("client_id", clientId);
        claims.put("origin_jti", UUID.randomUUID().toString());
        claims.put("token_use", "access");
        claims.put("scope", "aws.cognito.signin.user.admin");
        claims.put("auth_time", now - 1);
        claims.put("iat", now - 1);
        claims.put("exp", now + 3600);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("username", "somebody");
        return claims;
    }

    Map<String, Object> claims(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        return claims;
    }

    /** An access token as the pool would issue it. */
    static String token(PoolKey key, Map<String, Object> claims) {
        return token(key, header(key), claims);
    }

    static String token(PoolKey key, Map<String, Object> header, Map<String, Object> claims) {
        return token(key, json(header), json(claims));
    }

    static String token(PoolKey key, String header, String claims) {
        return token(header, claims, rs256(key.pair().getPrivate()));
    }

    static String token(String header, String claims, Signer signer) {
        return signed(base64(header) + "." + base64(claims), signer);
    }

    /** The content as it is, whatever it is, and a signature of it. */
    static String signed(String content, Signer signer) {
        try {
            return content + "." + base64(signer.sign(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> header(PoolKey key) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("kid", key.id());
        header.put("alg", "RS256");
        return header;
    }

    static Map<String, Object> header(PoolKey key, String name, Object value) {
        Map<String, Object> header = header(key);
        header.put(name, value);
        return header;
    }

    static Signer rs256(PrivateKey key) {
        return with("SHA256withRSA", key);
    }

    static Signer with(String algorithm, PrivateKey key) {
        return content -> sign(Signature.getInstance(algorithm), key, content);
    }

    static byte[] sign(Signature signature, PrivateKey key, byte[] content) throws GeneralSecurityException {
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    /** A public RSA key as the pool publishes it (RFC 7517), with more members or others. */
    static String jwk(String id, RSAPublicKey key, Map<String, ?> more) {
        Map<String, Object> jwk = new HashMap<>();
        jwk.put("kty", "RSA");
        jwk.put("kid", id);
        jwk.put("use", "sig");
        jwk.put("alg", "RS256");
        jwk.put("n", base64(key.getModulus()));
        jwk.put("e", base64(key.getPublicExponent()));
        jwk.putAll(more);
        return json(jwk);
    }

    static KeyPair pair(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String json(Map<String, ?> members) {
        return JSON.valueToTree(members).toString();
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
