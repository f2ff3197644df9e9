package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {
    private static final RSAPublicKey STRONG = (RSAPublicKey) pair("RSA", 2048).getPublic();
    private static final RSAPublicKey OTHER = (RSAPublicKey) pair("RSA", 2048).getPublic();
    private static final String GOOD = rsa("good", STRONG, Map.of("use", "sig", "alg", "RS256"));

    @Test
    void goodKeyIsHeldByItsId() throws IOException {
        assertThat(usable(set(GOOD)).get("good").key()).isEqualTo(STRONG);
    }

    @Test
    void keyThatStatesNeitherUseNorAlgorithmIsHeld() throws IOException {
        assertThat(usable(set(rsa("bare", STRONG, Map.of())))).containsOnlyKeys("bare");
    }

    @Test
    void firstOfTwoKeysWithOneIdIsHeld() throws IOException {
        assertThat(usable(set(GOOD, rsa("good", OTHER, Map.of()))).get("good").key())
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
    void keyOfAnotherAlgorithmUnderTheSameIdHidesNoGoodOne() throws IOException {
        assertThat(usable(set(rsa("good", OTHER, Map.of("use", "enc")), GOOD))
                        .get("good")
                        .key())
                .isEqualTo(STRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"sign\"]", "[\"encrypt\",\"wrapKey\"]", "[]", "\"verify\"", "7", "[7]", "[null]", "{}"})
    void keyForOtherOperationsIsRefused(String operations) throws IOException {
        assertOnlyTheGoodKeyIsHeldBeside(with("\"key_ops\":" + operations));
    }

    @Test
    void keyToVerifyWithIsHeld() throws IOException {
        assertThat(usable(set(with("\"key_ops\":[\"sign\",\"verify\"]")))).containsOnlyKeys("other");
    }

    /** Whoever reads the key set can sign with it. */
    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth"})
    void keyThatIsPublishedWithItsPrivatePartIsRefused(String member) throws IOException {
        assertOnlyTheGoodKeyIsHeldBeside(with("\"" + member + "\":\"AQAB\""));
        assertOnlyTheGoodKeyIsHeldBeside(with("\"" + member + "\":null"));
    }

    @Test
    void symmetricKeyIsRefused() throws IOException {
        assertOnlyTheGoodKeyIsHeldBeside("{\"kty\":\"oct\",\"kid\":\"other\",\"alg\":\"RS256\",\"use\":\"sig\",\"k\":\""
                + "A".repeat(344) + "\"}");
    }

    /** Anybody's number is its own signature. */
    @ParameterizedTest
    @ValueSource(strings = {"AQ", "AA", "Ag"})
    void keyOfATrivialExponentIsRefused(String exponent) throws IOException {
        assertOnlyTheGoodKeyIsHeldBeside(TokenForge.jwk("other", OTHER, Map.of("e", exponent)));
    }

    /** No pool publishes such a set, and whoever reads it further down must not pay for it. */
    @Test
    void deeplyNestedSetIsRefused() {
        assertNotASet(set(with("\"x\":" + "[".repeat(50_000) + "]".repeat(50_000)), GOOD));
    }

    @Test
    void numberOfManyDigitsIsRefusedAtOnce() {
        assertNotASet(set(with("\"x\":" + "9".repeat(200_000)), GOOD));
    }

    /** RFC 8259; what is nearly JSON, two readers may read in two ways. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keys\":[%s,]}",
                "{\"keys\":[%s],}",
                "{\"keys\":[,%s]}",
                "{'keys':[%s]}",
                "{\"keys\":[%s]} x",
                "\uFEFF{\"keys\":[%s]}"
            })
    void nearlyJsonIsRefused(String form) {
        assertNotASet(form.formatted(GOOD));
    }

    @Test
    void setThatIsNotUtf8IsRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () -> KeySet.usable(set(with("\"x\":\"\u00fc\""), GOOD).getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** RFC 7518 §2: base64url without padding, and nothing that a lenient decoder skips. */
    @ParameterizedTest
    @ValueSource(strings = {"AQAB=", "AQ AB", "AQ+B", "AQ/B", "AQ\\nAB", "A", "AQAB!", "AB", ""})
    void exponentInAnotherAlphabetIsRefused(String exponent) throws IOException {
        assertOnlyTheGoodKeyIsHeldBeside(TokenForge.jwk("other", OTHER, Map.of("e", exponent)));
    }

    @Test
    void modulusWithForeignCharactersIsRefused() throws IOException {
        String modulus = TokenForge.base64(OTHER.getModulus());
        assertOnlyTheGoodKeyIsHeldBeside(TokenForge.jwk("other", OTHER, Map.of("n", modulus + "=")));
        assertOnlyTheGoodKeyIsHeldBeside(
                TokenForge.jwk("other", OTHER, Map.of("n", modulus.substring(0, 9) + "\n" + modulus.substring(9))));
    }

    @Test
    void numbersThatNoRsaKeyHasAreRefused() throws IOException {
        BigInteger n = OTHER.getModulus();
        for (BigInteger modulus : List.of(n.clearBit(0), n.shiftLeft(7000).setBit(0))) {
            assertOnlyTheGoodKeyIsHeldBeside(TokenForge.jwk("other", OTHER, Map.of("n", TokenForge.base64(modulus))));
        }
        for (BigInteger exponent : List.of(BigInteger.valueOf(65536), n)) {
            assertOnlyTheGoodKeyIsHeldBeside(TokenForge.jwk("other", OTHER, Map.of("e", TokenForge.base64(exponent))));
        }
    }

    @Test
    void memberOfAnotherTypeIsRefused() throws IOException {
        for (String name : List.of("kty", "use", "alg", "kid")) {
            assertOnlyTheGoodKeyIsHeldBeside(TokenForge.jwk("other", OTHER, Map.of(name, 7)));
            assertOnlyTheGoodKeyIsHeldBeside(TokenForge.jwk("other", OTHER, Map.of(name, List.of("sig"))));
        }
    }

    @Test
    void keysAfterTheHundredthAreLeftOut() throws IOException {
        String[] keys = new String[102];
        Arrays.setAll(keys, i -> TokenForge.jwk("k" + i, STRONG, Map.of()));
        assertThat(usable(set(keys))).hasSize(100).doesNotContainKey("k100");
    }

    /** Two readers of such a set may each see other keys. */
    @Test
    void keySetWithAMemberTwiceIsRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> usable("{\"keys\":[" + GOOD + "],\"keys\":[" + with("\"x\":1") + "]}"));
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
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> usable(text));
    }

    private static Map<String, SigningKey> usable(String json) throws IOException {
        return KeySet.usable(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertNotASet(String json) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> usable(json));
    }

    private static void assertOnlyTheGoodKeyIsHeldBeside(String other) throws IOException {
        assertThat(usable(set(other, GOOD))).containsOnlyKeys("good");
    }

    private static String set(String... keys) {
        return Stream.of(keys).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    /** A good key but for these members. */
    private static String with(String members) {
        return TokenForge.jwk("other", OTHER, Map.of()).replaceFirst("}$", "," + members + "}");
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
