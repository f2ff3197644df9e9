package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.KeptConnection.Answer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens whose signature is not that of their header and claims, to the bit. */
@Tag("proof")
class TokenSignatureAttackIT extends TokenAttack {
    private static final int ROUNDS = 150;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Test
    void emptySignatureIsRefused() {
        String[] parts = gatehouse.token().split("\\.");
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1]);
        assertRefused(parts[0] + "." + parts[1] + ".=");
        assertRefused(parts[0] + "." + parts[1] + "..");
    }

    @Test
    void signatureThatIsTooShortIsRefused() {
        String token = gatehouse.token();
        int start = token.lastIndexOf('.') + 1;
        for (int end = start; end < token.length(); end++) {
            assertRefused(token.substring(0, end));
        }
    }

    @Test
    void signatureThatIsTooLongIsRefused() {
        String token = gatehouse.token();
        String signature = token.substring(token.lastIndexOf('.') + 1);
        byte[] bytes = Base64.getUrlDecoder().decode(signature);
        byte[] shifted = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, shifted, 1, bytes.length);
        String content = token.substring(0, token.lastIndexOf('.') + 1);

        assertRefused(content + TokenForge.base64(shifted));
        assertRefused(content + TokenForge.base64(java.util.Arrays.copyOf(bytes, bytes.length + 1)));
        assertRefused(token + "AAAA");
        assertRefused(token + signature);
    }

    @Test
    void signatureOfAnotherTokenIsRefused() {
        String one = gatehouse.token();
        String other = gatehouse.token();
        assertRefused(one.substring(0, one.lastIndexOf('.')) + other.substring(other.lastIndexOf('.')));
        assertRefused(other.substring(0, other.lastIndexOf('.')) + one.substring(one.lastIndexOf('.')));
    }

    @Test
    void signatureOfAForeignKeyIsRefused() {
        assertRefused(TokenForge.token(
                PoolKey.generate(gatehouse.key.id()), gatehouse.forge.claims("cognito:groups", List.of("admin"))));
    }

    /** Each byte of header, claims and signature in turn, and each of its bits somewhere. */
    @Test
    void flippedBitInAnyByteOfAnyPartIsRefused() {
        String[] parts = gatehouse.token().split("\\.");
        for (int part = 0; part < parts.length; part++) {
            byte[] bytes = Base64.getUrlDecoder().decode(parts[part]);
            for (int i = 0; i < bytes.length; i++) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= (byte) (1 << i % 8);
                String[] forged = parts.clone();
                forged[part] = TokenForge.base64(flipped);
                assertRefused(String.join(".", forged));
            }
        }
    }

    /** The same on the characters of the token as it is sent, dots and last characters included. */
    @Test
    void flippedBitInAnyCharacterIsRefused() {
        String token = gatehouse.token();
        for (int i = 0; i < token.length(); i++) {
            char[] flipped = token.toCharArray();
            flipped[i] ^= (char) (1 << i % 7);
            assertRefusedOrTooBig(new String(flipped));
        }
    }

    /** 342 characters hold four bits more than 256 bytes: fifteen other texts for the same signature. */
    @Test
    void otherTextForTheSameSignatureIsRefused() {
        String token = gatehouse.token();
        int last = ALPHABET.indexOf(token.charAt(token.length() - 1));
        for (int spare = 1; spare < 16; spare++) {
            assertRefused(token.substring(0, token.length() - 1) + ALPHABET.charAt(last + spare));
        }
    }

    /**
     * Claims are checked only after the signature. The issuer is the exception, because it decides which keys verify it; which
     * issuers are trusted is no secret.
     */
    @Test
    void answerToAForgedTokenDoesNotDependOnItsClaims() {
        List<String> answers = new ArrayList<>();
        Map<String, String> forgeries = forgeries();
        forgeries.remove("other issuer");
        forgeries.values().forEach(token -> answers.add(look(gatehouse.offer(token))));
        assertThat(answers.stream().distinct()).hasSize(1);
    }

    /**
     * The time does not tell why a token is refused, beyond what the answer itself says. What can an attacker learn from it?
     * Nothing secret is compared: an RSA signature is verified with the public key, so where it first differs is nobody's
     * secret (for a password or an HMAC it would be). What could be secret, whether a user, a sign-in or a revocation exists,
     * is looked up only behind a signature that holds. So the kinds below need only be alike as far as one can measure through
     * HTTP; the bound is generous enough not to fail on a busy machine, and would show a lookup or a fetch per token.
     */
    @Test
    void timeOfAForgedTokenDoesNotTellWhyItIsRefused() {
        Map<String, String> forgeries = forgeries();
        Map<String, List<Long>> times = new LinkedHashMap<>();
        forgeries.keySet().forEach(kind -> times.put(kind, new ArrayList<>()));
        for (int round = 0; round < ROUNDS; round++) {
            forgeries.forEach((kind, token) -> {
                long begun = System.nanoTime();
                gatehouse.offer(token);
                times.get(kind).add(System.nanoTime() - begun);
            });
        }
        Map<String, Long> medians = new LinkedHashMap<>();
        times.forEach((kind, all) -> medians.put(kind, median(all) / 1000));
        System.out.println("refused tokens, median in microseconds: " + medians);

        assertThat(Collections.max(medians.values())).isLessThan(5 * Collections.min(medians.values()) + 2000);
    }

    /** Tokens of one length and a right header, whose signature is wrong in some way. */
    private Map<String, String> forgeries() {
        Map<String, Object> claims = gatehouse.forge.claims();
        String good = gatehouse.token(claims);
        String signature = good.substring(good.lastIndexOf('.'));
        Map<String, String> forgeries = new LinkedHashMap<>();
        forgeries.put("last byte wrong", withByteChanged(good, 255));
        forgeries.put("first byte wrong", withByteChanged(good, 0));
        forgeries.put("foreign key", TokenForge.token(PoolKey.generate(gatehouse.key.id()), claims));
        forgeries.put("revoked", revoked());
        forgeries.put("other user", unsigned(claims, "sub", "00000000-0000-4000-8000-000000000000") + signature);
        forgeries.put("expired", unsigned(claims, "exp", 1) + signature);
        forgeries.put("other issuer", unsigned(claims, "iss", "https://elsewhere.example") + signature);
        forgeries.put("other client", unsigned(claims, "client_id", "other") + signature);
        return forgeries;
    }

    /** Of a sign-in that was ended, under a signature that does not hold. */
    private String revoked() {
        String token = gatehouse.token();
        gatehouse.sendTo("/auth/logout", "{}", "Content-Type: application/json", "Authorization: Bearer " + token);
        assertThat(gatehouse.offer(token).body()).contains("The token was revoked.");
        return withByteChanged(token, 128);
    }

    private String unsigned(Map<String, Object> claims, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.put(name, value);
        String token = gatehouse.token(changed);
        return token.substring(0, token.lastIndexOf('.'));
    }

    private static String withByteChanged(String token, int index) {
        int start = token.lastIndexOf('.') + 1;
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(start));
        signature[index] ^= 1;
        return token.substring(0, start) + TokenForge.base64(signature);
    }

    private static String look(Answer answer) {
        return answer.status()
                + answer.head().replaceAll("(?m)^(x-request-id|date|traceparent|tracestate):.*$", "")
                + answer.body().replaceAll("\"request_id\":\"[^\"]*\"", "");
    }

    private static long median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
