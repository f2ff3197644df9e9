package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwksClientTest {
    private static final RSAPublicKey STRONG = (RSAPublicKey) pair("RSA", 2048).getPublic();
    private static final RSAPublicKey OTHER = (RSAPublicKey) pair("RSA", 2048).getPublic();
    private static final String GOOD = rsa("good", STRONG, Map.of("use", "sig", "alg", "RS256"));

    @Test
    void goodKeyIsHeldByItsId() throws IOException {
        assertThat(JwksClient.parse(set(GOOD)).get("good").key()).isEqualTo(STRONG);
    }

    @Test
    void keyThatStatesNeitherUseNorAlgorithmIsHeld() throws IOException {
        assertThat(JwksClient.parse(set(rsa("bare", STRONG, Map.of())))).containsOnlyKeys("bare");
    }

    @Test
    void firstOfTwoKeysWithOneIdIsHeld() throws IOException {
        assertThat(JwksClient.parse(set(GOOD, rsa("good", OTHER, Map.of())))
                        .get("good")
                        .key())
                .isEqualTo(STRONG);
    }

    @Test
    void weakKeyIsRefused() throws IOException {
        assertOnlyTheGoodKeyIsHeldBeside(
                rsa("weak", (RSAPublicKey) pair("RSA", 1024).getPublic(), Map.of()));
    }

    @Test
    void encryptionKeyIsRefused() throws IOException {
        assertOnlyTheGoodKeyIsHeldBeside(rsa("enc", OTHER, Map.of("use", "enc")));
    }

    @Test
    void keyOfAnotherAlgorithmIsRefused() throws IOException {
        assertOnlyTheGoodKeyIsHeldBeside(rsa("rs512", OTHER, Map.of("alg", "RS512")));
    }

    @Test
    void keyWithoutAnIdIsRefused() throws IOException {
        assertOnlyTheGoodKeyIsHeldBeside(new RsaJsonWebKey(OTHER).toJson());
    }

    @Test
    void ellipticCurveKeyIsRefused() throws IOException {
        EllipticCurveJsonWebKey jwk =
                new EllipticCurveJsonWebKey((ECPublicKey) pair("EC", 256).getPublic());
        jwk.setKeyId("ec");
        assertOnlyTheGoodKeyIsHeldBeside(jwk.toJson());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "7",
                "\"text\"",
                "{\"kty\":\"RSA\",\"kid\":\"x\"}",
                "{\"kty\":\"RSA\",\"kid\":\"x\",\"n\":\"!\",\"e\":\"!\"}",
                "{\"kty\":\"RSA\",\"kid\":\"x\",\"n\":1,\"e\":2}",
                "{\"kty\":\"RSA\",\"kid\":7,\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"kid\":\"x\",\"n\":\"\",\"e\":\"\"}",
                "{\"kty\":\"UNKNOWN\",\"kid\":\"x\"}",
                "{\"kty\":\"RSA\",\"kid\":\"x\",\"n\":\"AQAB\",\"e\":\"AQAB\",\"x5c\":[\"garbage\"]}"
            })
    void malformedMemberVoidsNoOther(String malformed) throws IOException {
        assertOnlyTheGoodKeyIsHeldBeside(malformed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "[]", "null", "{}", "{\"keys\":7}", "{\"keys\":null}", "<html></html>"})
    void whatIsNoKeySetIsRefused(String text) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> JwksClient.parse(text));
    }

    private static void assertOnlyTheGoodKeyIsHeldBeside(String other) throws IOException {
        assertThat(JwksClient.parse(set(other, GOOD))).containsOnlyKeys("good");
    }

    private static String set(String... keys) {
        return Stream.of(keys).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String rsa(String id, RSAPublicKey key, Map<String, String> more) {
        RsaJsonWebKey jwk = new RsaJsonWebKey(key);
        jwk.setKeyId(id);
        jwk.setUse(more.get("use"));
        jwk.setAlgorithm(more.get("alg"));
        return jwk.toJson();
    }

    private static KeyPair pair(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
