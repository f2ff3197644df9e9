package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.KeptConnection.Answer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that choose how they are verified (RFC 8725 §2.1, §3.1): there is one way, RS256, whatever they say. */
@Tag("proof")
class TokenAlgorithmAttackIT extends TokenAttack {
    private static final String PEM_END = "-----";

    /** CVE-2015-9235 and its many kin; RFC 8725 §2.1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "None",
                "NONE",
                "nOnE",
                "none ",
                " none",
                "none\\u0000",
                "n\\u006fne",
                "NonE",
                "\\uff4eone"
            })
    void unsignedTokenIsRefusedHoweverNoneIsSpelt(String none) {
        String header = "{\"alg\":\"" + none + "\",\"kid\":\"" + gatehouse.key.id() + "\"}";
        String content = TokenForge.base64(header) + "." + TokenForge.base64(TokenForge.json(gatehouse.forge.claims()));
        assertRefused(content + ".");
        assertRefused(content);
        // Under a signature that would be right: what it says decides, not what it could have said.
        assertRefused(gatehouse.under(header));
    }

    /** CVE-2016-5431, CVE-2015-9235: the verifier takes a public key for an HMAC secret. */
    @ParameterizedTest
    @MethodSource("secrets")
    void publicKeyAsSecretIsRefused(byte[] secret) {
        for (String bits : List.of("256", "384", "512")) {
            String token = TokenForge.token(
                    TokenForge.json(TokenForge.header(gatehouse.key, "alg", "HS" + bits)),
                    TokenForge.json(gatehouse.forge.claims()),
                    content -> hmac("HmacSHA" + bits, secret, content));
            assertRefused(token);
            // The same under RS256: the HMAC stands where the RSA signature belongs.
            assertRefused(TokenForge.token(
                    TokenForge.json(TokenForge.header(gatehouse.key)),
                    TokenForge.json(gatehouse.forge.claims()),
                    content -> hmac("HmacSHA" + bits, secret, content)));
        }
    }

    static Stream<Arguments> secrets() {
        PoolKey key = shared().key;
        byte[] der = key.publicKey().getEncoded();
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String pem =
                PEM_END + "BEGIN PUBLIC KEY" + PEM_END + "\n" + lines + "\n" + PEM_END + "END PUBLIC KEY" + PEM_END;
        Map<String, byte[]> forms = new HashMap<>();
        forms.put("PEM", utf8(pem));
        forms.put("PEM and a line break", utf8(pem + "\n"));
        forms.put("PEM with the line breaks of Windows", utf8(pem.replace("\n", "\r\n")));
        forms.put("PEM's base64", utf8(lines.replace("\n", "")));
        forms.put("DER", der);
        forms.put("JWK", utf8(key.jwk()));
        forms.put("JWKS", utf8(KeyServer.set(key.jwk())));
        forms.put("modulus", key.publicKey().getModulus().toByteArray());
        forms.put("modulus in base64url", utf8(TokenForge.base64(key.publicKey().getModulus())));
        forms.put("key id", utf8(key.id()));
        forms.put("a zero", new byte[1]);
        return forms.entrySet().stream().map(form -> Arguments.of(Named.of(form.getKey(), form.getValue())));
    }

    /** The signature is right, by the pool's own key: RS256 alone is what the pool signs with. */
    @ParameterizedTest
    @CsvSource({
        "RS384, SHA384withRSA",
        "RS512, SHA512withRSA",
        "RS1, SHA1withRSA",
        "RS256, SHA384withRSA",
        "RS256, SHA512withRSA",
        "RS256, SHA1withRSA",
        "RS256, NONEwithRSA"
    })
    void otherHashIsRefusedThoughTheSignatureHolds(String algorithm, String signature) {
        assertRefused(signed(
                algorithm,
                signature.startsWith("NONE")
                        ? content -> TokenForge.with(
                                        signature, gatehouse.key.pair().getPrivate())
                                .sign(sha256(content))
                        : TokenForge.with(signature, gatehouse.key.pair().getPrivate())));
    }

    @ParameterizedTest
    @CsvSource({"PS256, 256, 32", "PS384, 384, 48", "PS512, 512, 64", "RS256, 256, 32"})
    void probabilisticSignatureIsRefusedThoughItHolds(String algorithm, int bits, int salt) {
        PrivateKey key = gatehouse.key.pair().getPrivate();
        assertRefused(signed(algorithm, content -> {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(
                    new PSSParameterSpec("SHA-" + bits, "MGF1", new MGF1ParameterSpec("SHA-" + bits), salt, 1));
            return TokenForge.sign(signature, key, content);
        }));
    }

    /** The key set publishes the curve's key, and the signature by it is right. */
    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256", "ES384", "ES512", "ES256K", "EdDSA", "Ed25519"})
    void ellipticCurveSignatureIsRefusedThoughItHolds(String algorithm) {
        ECPrivateKey key = (ECPrivateKey) CURVE.getPrivate();
        for (String kid : List.of(CURVE_ID, gatehouse.key.id())) {
            assertRefused(TokenForge.token(
                    TokenForge.json(Map.of("alg", algorithm, "kid", kid)),
                    TokenForge.json(gatehouse.forge.claims()),
                    TokenForge.with("SHA256withECDSAinP1363Format", key)));
        }
    }

    /** CVE-2022-21449: a signature of zeros that holds for every content and every key. */
    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512", "RS256"})
    void psychicSignatureIsRefused(String algorithm) {
        List<byte[]> zeros = List.of(new byte[64], new byte[96], new byte[132], new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0});
        for (String kid : List.of(CURVE_ID, gatehouse.key.id())) {
            for (byte[] signature : zeros) {
                assertRefused(TokenForge.token(
                        TokenForge.json(Map.of("alg", algorithm, "kid", kid)),
                        TokenForge.json(gatehouse.forge.claims()),
                        _ -> signature));
            }
        }
    }

    /** The signature is right for RS256; only the header says something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"rs256\"",
                "\"Rs256\"",
                "\"RS256 \"",
                "\" RS256\"",
                "\"RS256\\u0000\"",
                "\"RS-256\"",
                "\"RSA256\"",
                "\"SHA256withRSA\"",
                "\"RS256,none\"",
                "\"RS256;HS256\"",
                "\"\\uff32S256\"",
                "\"dir\"",
                "\"A128KW\"",
                "\"PBES2-HS256+A128KW\"",
                "\"RSA-OAEP\"",
                "\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"",
                "\"1.2.840.113549.1.1.11\"",
                "\"../../RS256\"",
                "null",
                "256",
                "true",
                "[\"RS256\"]",
                "{\"alg\":\"RS256\"}",
                "[]"
            })
    void unknownAlgorithmIsRefused(String algorithm) {
        assertRefused(gatehouse.under("{\"kid\":\"" + gatehouse.key.id() + "\",\"alg\":" + algorithm + "}"));
    }

    @Test
    void tokenWithoutAnAlgorithmIsRefused() {
        assertRefused(gatehouse.under("{\"kid\":\"" + gatehouse.key.id() + "\"}"));
        assertRefused(gatehouse.under("{\"kid\":\"" + gatehouse.key.id() + "\",\"ALG\":\"RS256\"}"));
    }

    /** Trivial roots: 0, 1 and n-1 are their own powers; and a number beyond the modulus is none. */
    @Test
    void signatureThatNeedsNoKeyIsRefused() {
        BigInteger modulus = gatehouse.key.publicKey().getModulus();
        for (BigInteger number : List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                modulus.subtract(BigInteger.ONE),
                modulus,
                modulus.add(BigInteger.ONE))) {
            assertRefused(signed("RS256", _ -> bytes(number)));
        }
    }

    /** One token has one signature: the same number plus the modulus is not it. */
    @Test
    void signatureBeyondTheModulusIsRefused() {
        String token = gatehouse.token();
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
        BigInteger beyond =
                new BigInteger(1, signature).add(gatehouse.key.publicKey().getModulus());
        assertRefused(token.substring(0, token.lastIndexOf('.') + 1) + TokenForge.base64(beyond));
    }

    /** Answers alike, so that nobody learns by trying which algorithms the verifier knows. */
    @Test
    void everyOtherAlgorithmGetsTheSameAnswer() {
        List<String> answers = Stream.of("none", "HS256", "RS512", "PS256", "ES256", "nonsense")
                .map(algorithm -> gatehouse.under(TokenForge.header(gatehouse.key, "alg", algorithm)))
                .map(gatehouse::offer)
                .map(Answer::body)
                .map(body -> body.replaceAll("\"request_id\":\"[^\"]*\"", ""))
                .distinct()
                .toList();
        assertThat(answers).hasSize(1);
    }

    private String signed(String algorithm, TokenForge.Signer signer) {
        return TokenForge.token(
                TokenForge.json(TokenForge.header(gatehouse.key, "alg", algorithm)),
                TokenForge.json(gatehouse.forge.claims()),
                signer);
    }

    private static byte[] bytes(BigInteger number) {
        byte[] signature = new byte[256];
        byte[] magnitude = number.toByteArray();
        int length = Math.min(magnitude.length, signature.length);
        System.arraycopy(magnitude, magnitude.length - length, signature, signature.length - length, length);
        return signature;
    }

    private static byte[] hmac(String algorithm, byte[] secret, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret, algorithm));
        return mac.doFinal(content);
    }

    private static byte[] sha256(byte[] content) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
