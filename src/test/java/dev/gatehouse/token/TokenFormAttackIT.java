package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are not a signed JWT in the compact form (RFC 7515 §7.1) to the letter, though all that they say is right. */
@Tag("proof")
class TokenFormAttackIT extends TokenAttack {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String FOLD = "\r\n ";
    private static final int RANDOM_TOKENS = 10_000;
    private static final int CONNECTIONS = 4;

    /** RFC 7515 §2: base64url without padding. In header and payload the signature is over the text as it stands. */
    @ParameterizedTest
    @ValueSource(strings = {"=", "==", "===", "%3d"})
    void paddingIsRefused(String padding) {
        String[] parts = gatehouse.token().split("\\.");
        assertRefused(parts[0] + "." + parts[1] + "." + parts[2] + padding);
        assertRefused(signed(parts[0] + padding + "." + parts[1]));
        assertRefused(signed(parts[0] + "." + parts[1] + padding));
    }

    /** Characters that a lenient decoder skips: the same bytes, but another text. */
    @ParameterizedTest
    @MethodSource("foreignCharacters")
    void characterThatIsNotOfBase64urlIsRefused(String foreign) {
        String token = gatehouse.token();
        String[] parts = token.split("\\.");
        List<String> texts = new ArrayList<>();
        for (int at : new int[] {1, token.lastIndexOf('.'), token.lastIndexOf('.') + 1, token.length() - 2}) {
            texts.add(token.substring(0, at) + foreign + token.substring(at));
        }
        texts.add(token + foreign + "A");
        texts.add(signed(parts[0].substring(0, 4) + foreign + parts[0].substring(4) + "." + parts[1]));
        texts.add(signed(parts[0] + foreign + "." + parts[1]));
        texts.add(signed(parts[0] + "." + foreign + parts[1]));
        texts.add(signed(parts[0] + "." + parts[1].substring(0, 4) + foreign + parts[1].substring(4)));
        texts.forEach(this::assertRefused);
    }

    static Stream<String> foreignCharacters() {
        return Stream.of(
                " ", "  ", "\t", "+", "/", "=", "!", "\"", "%20", "*", ",", ":", ";", "\\n", "~", "\u00a0", "\u00e9",
                "\u00ff");
    }

    /** One after the token is HTTP's to take off (RFC 9110 §5.5); one before it is not part of it either. */
    @Test
    void blanksAroundTheTokenAreNotPartOfIt() {
        String token = gatehouse.token();
        assertThat(gatehouse.offer(token + "  ").status()).isEqualTo(Attacked.ACCEPTED);
        assertThat(gatehouse.offer("  " + token).status()).isIn(Attacked.ACCEPTED, Attacked.REFUSED);
    }

    /** Line breaks and NUL end a header field or the request; the rest of the token is no token. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", FOLD, "\u0000", "\u000b", "\u0085", "\u007f"})
    void lineBreakAndControlCharacterAreRefused(String control) {
        String token = gatehouse.token();
        int dot = token.lastIndexOf('.') + 1;
        List<String> texts = new ArrayList<>(List.of(token.substring(0, dot) + control + token.substring(dot)));
        if (!control.equals(FOLD)) {
            // A folded line is one blank (RFC 9112 §5.2), which before the token is where it belongs.
            texts.add(control + token);
        }
        for (String text : texts) {
            try (KeptConnection connection = gatehouse.connect()) {
                Answer answer = connection.send("POST /admin/users/nobody/logout HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Length: 0\r\nAuthorization: Bearer " + text + "\r\n\r\n");
                assertThat(answer.status()).isIn(400, Attacked.REFUSED);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Bits of the last character that no byte holds (RFC 4648 §3.5): another text for the same bytes, rightly signed. */
    @Test
    void spareBitsOfTheLastCharacterAreRefused() {
        for (int blanks = 0; blanks < 3; blanks++) {
            String header = TokenForge.json(TokenForge.header(gatehouse.key)) + " ".repeat(blanks);
            String claims = TokenForge.json(gatehouse.forge.claims());
            assertAccepted(signed(TokenForge.base64(header) + "." + TokenForge.base64(claims)));
            if (TokenForge.base64(header).length() % 4 != 0) {
                assertRefused(signed(nextCharacter(TokenForge.base64(header)) + "." + TokenForge.base64(claims)));
            }
            String padded = claims + " ".repeat(blanks);
            if (TokenForge.base64(padded).length() % 4 != 0) {
                assertRefused(signed(TokenForge.base64(header) + "." + nextCharacter(TokenForge.base64(padded))));
            }
        }
    }

    /** A length that no number of bytes has in base64. */
    @Test
    void loneCharacterIsRefused() {
        for (int blanks = 0; blanks < 3; blanks++) {
            String header = TokenForge.base64(TokenForge.json(TokenForge.header(gatehouse.key)) + " ".repeat(blanks));
            String claims = TokenForge.base64(TokenForge.json(gatehouse.forge.claims()) + " ".repeat(blanks));
            if (header.length() % 4 == 0) {
                assertRefused(signed(header + "A." + claims));
            }
            if (claims.length() % 4 == 0) {
                assertRefused(signed(header + "." + claims + "A"));
            }
        }
    }

    @Test
    void otherNumberOfPartsIsRefused() {
        String token = gatehouse.token();
        String[] parts = token.split("\\.");
        for (String text : List.of(
                parts[0],
                "." + token,
                token + ".",
                token + "..",
                token + "." + parts[2],
                token + "." + token,
                parts[0] + "." + token,
                token.replace(".", ".."),
                parts[1] + "." + parts[0] + "." + parts[2],
                "." + parts[1] + "." + parts[2],
                parts[0] + ".." + parts[2],
                signed(parts[0] + "."),
                signed("." + parts[1]),
                "..",
                "...",
                "....",
                ".",
                "-",
                "a.b.c",
                "e30.e30.e30")) {
            assertRefused(text);
        }
    }

    @Test
    void nestedTokenIsRefused() {
        String inner = gatehouse.token();
        for (Object type : List.of("JWT", "jwt", "application/jwt")) {
            assertRefused(TokenForge.token(
                    gatehouse.key, TokenForge.json(TokenForge.header(gatehouse.key, "cty", type)), inner));
        }
        assertRefused(gatehouse.over("\"" + inner + "\""));
        assertRefused(TokenForge.base64(inner));
    }

    /** RFC 7515 §7.2, general and flattened; URI-safe too, as a form field would carry it. */
    @Test
    void jsonFormOfASignatureIsRefused() {
        String[] parts = gatehouse.token().split("\\.");
        String flattened = "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\""
                + parts[2] + "\"}";
        String general = "{\"payload\":\"" + parts[1] + "\",\"signatures\":[{\"protected\":\"" + parts[0]
                + "\",\"signature\":\"" + parts[2] + "\"}]}";
        for (String json : List.of(flattened, general, "[" + flattened + "]")) {
            assertRefused(json);
            assertRefused(TokenForge.base64(json));
        }
    }

    /**
     * Encrypted tokens are refused by their form, before a key is derived or anything is inflated: with ten million rounds of
     * PBKDF2 (CVE-2023-31582, jose4j) and with a body that inflates to gigabytes (CVE-2024-31033 and its kin).
     */
    @Test
    void encryptedTokenIsRefusedBeforeItCostsAnything() {
        long begun = System.nanoTime();
        for (Map<String, Object> header : List.<Map<String, Object>>of(
                Map.of("alg", "PBES2-HS256+A128KW", "enc", "A128CBC-HS256", "p2c", Integer.MAX_VALUE, "p2s", "AAAA"),
                Map.of("alg", "PBES2-HS512+A256KW", "enc", "A256GCM", "p2c", 10_000_000, "p2s", "AAAA"),
                Map.of("alg", "dir", "enc", "A256GCM", "zip", "DEF"),
                Map.of("alg", "RSA-OAEP", "enc", "A256GCM", "kid", gatehouse.key.id(), "zip", "DEF"),
                Map.of("alg", "RSA1_5", "enc", "A128CBC-HS256", "kid", gatehouse.key.id()),
                Map.of("alg", "none", "enc", "none"))) {
            String encoded = TokenForge.base64(TokenForge.json(header));
            for (String encryptedKey : List.of("", "A".repeat(342))) {
                assertRefused(encoded + "." + encryptedKey + ".AAAAAAAAAAAAAAAA." + "A".repeat(8_000)
                        + ".AAAAAAAAAAAAAAAAAAAAAA");
            }
            // And in the form of a signed token.
            assertRefused(encoded + "." + TokenForge.base64(TokenForge.json(gatehouse.forge.claims())) + "."
                    + "A".repeat(342));
        }
        // One derivation alone would take longer.
        assertThat((System.nanoTime() - begun) / 1_000_000_000).isLessThan(10);
    }

    /** RFC 7516 only; in a signed token it says nothing, and nothing is inflated. */
    @Test
    void compressedPayloadIsNotInflated() {
        java.util.zip.Deflater deflater = new java.util.zip.Deflater(9, true);
        deflater.setInput(TokenForge.json(gatehouse.forge.claims()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        deflater.finish();
        byte[] buffer = new byte[4096];
        byte[] deflated = java.util.Arrays.copyOf(buffer, deflater.deflate(buffer));
        deflater.end();
        String header = TokenForge.base64(TokenForge.json(TokenForge.header(gatehouse.key, "zip", "DEF")));
        assertRefused(signed(header + "." + TokenForge.base64(java.util.Arrays.copyOf(deflated, deflated.length))));
    }

    /** The head of a request may have 32 KiB; what is below is judged, what is above is not read. */
    @Test
    void longTokenIsRefused() {
        for (int length : new int[] {8_000, 15_000, 24_000, 32_600}) {
            assertRefusedOrTooBig("a".repeat(length));
            assertRefusedOrTooBig(
                    TokenForge.token(gatehouse.key, gatehouse.forge.claims("custom", "x".repeat(length * 3 / 4)))
                            + "A");
        }
    }

    @Test
    void tokenOf64KibibytesIsNotEvenRead() {
        String token = gatehouse.token(gatehouse.forge.claims("custom", "x".repeat(64 * 1024)));
        int status;
        try {
            status = gatehouse.offer(token).status();
        } catch (UncheckedIOException e) {
            // Cut while the rest was on its way.
            status = 431;
        }
        assertThat(status).isEqualTo(431);
    }

    /** Always the same ones: text of all kinds, texts of a token's form, and headers that make sense before nonsense. */
    @Tag("proof")
    @Test
    void tenThousandRandomTokensAreRefused() throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> parts = IntStream.range(0, CONNECTIONS)
                    .mapToObj(seed -> executor.submit(() -> offerRandomTokens(seed)))
                    .toList();
            int refused = 0;
            for (Future<Integer> part : parts) {
                refused += part.get();
            }
            assertThat(refused).isEqualTo(RANDOM_TOKENS);
        }
    }

    private int offerRandomTokens(int seed) throws IOException {
        Random random = new Random(seed);
        int refused = 0;
        try (KeptConnection connection = gatehouse.connect()) {
            for (int i = 0; i < RANDOM_TOKENS / CONNECTIONS; i++) {
                String token = random(random, i);
                assertIsRefusal(connection.get("/auth/me", token), token);
                refused++;
            }
        }
        return refused;
    }

    private static String random(Random random, int kind) {
        return switch (kind % 5) {
            case 0 -> text(random, 1 + random.nextInt(600));
            case 1 -> encoded(random, 90) + "." + encoded(random, 400) + "." + encoded(random, 256);
            case 2 -> header("RS256", "k" + random.nextInt()) + "." + encoded(random, 400) + "." + encoded(random, 256);
            case 3 -> header("RS256", shared().key.id()) + "." + encoded(random, 400) + "." + encoded(random, 256);
            default ->
                header("RS256", shared().key.id()) + "."
                        + TokenForge.base64(TokenForge.json(shared().forge.claims())) + "." + encoded(random, 256);
        };
    }

    private static String header(String algorithm, String kid) {
        return TokenForge.base64("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\"}");
    }

    private static String encoded(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Visible characters, so that it reaches whoever judges tokens. */
    private static String text(Random random, int length) {
        return random.ints(length, '!', '~' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String nextCharacter(String text) {
        char last = text.charAt(text.length() - 1);
        return text.substring(0, text.length() - 1) + ALPHABET.charAt(ALPHABET.indexOf(last) + 1);
    }

    /** The text with a signature of the pool's own key over exactly it. */
    private String signed(String content) {
        return TokenForge.signed(content, TokenForge.rs256(gatehouse.key.pair().getPrivate()));
    }
}
