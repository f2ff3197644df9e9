package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.KeptConnection.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens whose header would have the verifier take another key, fetch something, or trip. */
@Tag("proof")
class TokenHeaderAttackIT extends TokenAttack {
    private static final PoolKey OWN = PoolKey.generate("brought-along");

    /** CVE-2018-0114: the key to verify with is in the token. Under its own key id, under the pool's, and under none. */
    @ParameterizedTest
    @MethodSource("idsOfKeys")
    void keyInTheTokenItselfIsNotTaken(String kid) {
        for (String name : List.of("jwk", "jwks", "key", "n")) {
            assertRefused(TokenForge.token(
                    OWN, "{\"alg\":\"RS256\"," + kid + "\"" + name + "\":" + OWN.jwk() + "}", claims()));
        }
    }

    /** RFC 7515 §4.1.6: a chain of certificates, whose first has the key; here a bare key in its place, and garbage. */
    @ParameterizedTest
    @MethodSource("idsOfKeys")
    void certificateInTheTokenIsNotTaken(String kid) {
        String der =
                java.util.Base64.getEncoder().encodeToString(OWN.publicKey().getEncoded());
        for (String chain : List.of("[\"" + der + "\"]", "\"" + der + "\"", "[]", "[7]", "{}", "null")) {
            assertRefused(TokenForge.token(OWN, "{\"alg\":\"RS256\"," + kid + "\"x5c\":" + chain + "}", claims()));
        }
        assertRefused(TokenForge.token(
                OWN, "{\"alg\":\"RS256\"," + kid + "\"x5t\":\"AAAA\",\"x5t#S256\":\"AAAA\"}", claims()));
    }

    /** That nothing is fetched there, the server itself tells after each attack. */
    @ParameterizedTest
    @MethodSource("idsOfKeys")
    void addressInTheTokenIsNotAsked(String kid) {
        String address = gatehouse.keys.elsewhere();
        for (String name : List.of("jku", "x5u", "iss", "jwks_uri", "url")) {
            assertRefused(TokenForge.token(
                    OWN, "{\"alg\":\"RS256\"," + kid + "\"" + name + "\":\"" + address + "\"}", claims()));
        }
        assertThat(gatehouse.keys.strangers()).isZero();
    }

    /** Not even beside a signature that holds: the member is ignored, and the token judged without it. */
    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u"})
    void addressInATokenThatHoldsIsNotAsked(String name) {
        assertAccepted(gatehouse.under(TokenForge.header(gatehouse.key, name, gatehouse.keys.elsewhere())));
        assertThat(gatehouse.keys.strangers()).isZero();
    }

    static Stream<String> idsOfKeys() {
        return Stream.of(
                "\"kid\":\"" + OWN.id() + "\",", "\"kid\":\"" + shared().key.id() + "\",", "");
    }

    /** A key id is looked up in memory and nowhere else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../../../dev/null",
                "/etc/passwd",
                "file:///etc/passwd",
                "C:\\\\Windows\\\\win.ini",
                "\\\\\\\\host\\\\share",
                "' OR '1'='1",
                "x' UNION SELECT 'key' --",
                "'; DROP TABLE keys; --",
                "$(sleep 9)",
                "`id`",
                "| id",
                "${jndi:ldap://127.0.0.1:1/a}",
                "#{7*7}",
                "{{7*7}}",
                "%00",
                "\\u0000",
                "the/pool+key=\\u0000",
                "the/pool+key= ",
                "THE/POOL+KEY=",
                "the/pool+key",
                "the%2fpool%2bkey%3d",
                "the/pool\\u200b+key=",
                "\\uff54he/pool+key=",
                "\\ud83d\\ude00",
                "\\ud83d",
                "\\u202e",
                "\\n",
                "\\r\\nX: y",
                "",
                " ",
                "*",
                "?",
                ".*",
                "null",
                "a-curve"
            })
    void keyIdThatIsNoneOfThePoolIsRefused(String kid) {
        assertRefused(TokenForge.token(OWN, "{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}", claims()));
        // Signed by the pool's own key: a key is taken only by its id, to the letter.
        assertRefused(gatehouse.under("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "1e400",
                "99999999999999999999",
                "true",
                "[\"the/pool+key=\"]",
                "{}",
                "{\"kid\":\"the/pool+key=\"}"
            })
    void keyIdThatIsNoTextIsRefused(String kid) {
        assertRefused(gatehouse.under("{\"alg\":\"RS256\",\"kid\":" + kid + "}"));
    }

    @Test
    void tokenWithoutAKeyIdIsRefused() {
        assertRefused(gatehouse.under("{\"alg\":\"RS256\"}"));
    }

    @Test
    void keyIdThatFillsTheHeadIsRefused() {
        assertRefused(TokenForge.token(OWN, "{\"alg\":\"RS256\",\"kid\":\"" + "k".repeat(10_000) + "\"}", claims()));
    }

    /** 431, unless the connection is cut before it is read, because the rest of the token is still on its way. */
    @Test
    void keyIdOfOneMegabyteIsNotEvenRead() {
        String token = TokenForge.token(OWN, "{\"alg\":\"RS256\",\"kid\":\"" + "k".repeat(1 << 20) + "\"}", claims());
        int status;
        try {
            status = gatehouse.offer(token).status();
        } catch (java.io.UncheckedIOException e) {
            status = 431;
        }
        assertThat(status).isEqualTo(431);
    }

    /** RFC 7515 §4.1.11: what a header marks as critical must be understood; nothing of the kind is, whatever it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"exp\"],\"exp\":1", "[\"alg\"]", "[\"kid\"]", "[\"b64\"],\"b64\":true", "[\"b64\"],\"b64\":false",
                        "[\"b64\"]", "[]", "[\"\"]",
                "[null]", "[7]", "[[\"b64\"]]", "\"b64\"", "7", "{}", "true",
                        "[\"http://example.com/x\"],\"http://example.com/x\":1",
                "[\"b64\",\"b64\"],\"b64\":true"
            })
    void criticalMemberIsRefused(String crit) {
        assertRefused(
                gatehouse.under("{\"alg\":\"RS256\",\"kid\":\"" + gatehouse.key.id() + "\",\"crit\":" + crit + "}"));
    }

    /** RFC 7515 §4.1.11. */
    @Test
    void criticalMemberThatIsNullIsRefused() {
        assertRefused(gatehouse.under("{\"alg\":\"RS256\",\"kid\":\"" + gatehouse.key.id() + "\",\"crit\":null}"));
    }

    /** RFC 7515 §4.1 gives each a type, also to those that are not used here. */
    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "x5t", "x5t#S256", "typ", "cty", "jwk", "x5c"})
    void memberOfAnotherTypeIsRefused(String name) {
        for (String value : List.of("null", "7", "true", "[7]")) {
            assertRefused(gatehouse.under(
                    "{\"alg\":\"RS256\",\"kid\":\"" + gatehouse.key.id() + "\",\"" + name + "\":" + value + "}"));
        }
    }

    /** RFC 7515 §3: overlong, Latin-1, and half of a surrogate pair. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00c0\u00af", "\u00fc", "\u00ed\u00a0\u0080"})
    void headerThatIsNotUtf8IsRefused(String bytes) {
        String header = "{\"alg\":\"RS256\",\"kid\":\"" + gatehouse.key.id() + "\",\"x\":\"" + bytes + "\"}";
        assertRefused(TokenForge.signed(
                TokenForge.base64(header.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)) + "."
                        + TokenForge.base64(claims()),
                TokenForge.rs256(gatehouse.key.pair().getPrivate())));
    }

    /** RFC 7797 §7 forbids it for JWTs: the payload stands there as it is, and is signed so. */
    @Test
    void payloadThatIsNotEncodedIsRefused() {
        String payload = TokenForge.json(gatehouse.forge.claims()).replace(".", "\\u002e");
        for (String header : List.of(
                "{\"alg\":\"RS256\",\"kid\":\"" + gatehouse.key.id() + "\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"RS256\",\"kid\":\"" + gatehouse.key.id() + "\",\"b64\":false}")) {
            assertRefused(TokenForge.signed(
                    TokenForge.base64(header) + "." + payload,
                    TokenForge.rs256(gatehouse.key.pair().getPrivate())));
        }
    }

    /** Two readers of such a header may each see another member; so none is the right one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"alg\":\"none\",\"alg\":\"RS256\"", "\"alg\":\"RS256\",\"alg\":\"none\"",
                        "\"alg\":\"RS256\",\"alg\":\"RS256\"",
                "\"alg\":\"RS256\",\"\\u0061lg\":\"HS256\"", "\"alg\":\"RS256\",\"kid\":\"other\"",
                        "\"alg\":\"RS256\",\"x\":{\"a\":1,\"a\":2}"
            })
    void headerWithAMemberTwiceIsRefused(String members) {
        assertRefused(gatehouse.under("{\"kid\":\"" + gatehouse.key.id() + "\"," + members + "}"));
    }

    @ParameterizedTest
    @MethodSource("strangeJson")
    void headerThatIsNoJsonObjectIsRefused(String header) {
        assertRefused(gatehouse.under(header));
    }

    static Stream<String> strangeJson() {
        return StrangeJson.around("\"alg\":\"RS256\",\"kid\":\"" + shared().key.id() + "\"");
    }

    /** As many brackets as a head has room for; a reader that recursed would overflow its stack. */
    @ParameterizedTest
    @CsvSource({"[, ]", "{\"a\":, }"})
    void deeplyNestedHeaderIsJudgedLikeAnyOther(String open, String close) {
        int depth = 4_000 / open.length();
        String deep = open.repeat(depth) + "1" + close.repeat(depth);
        String header = "{\"alg\":\"RS256\",\"kid\":\"" + gatehouse.key.id() + "\",\"x\":" + deep + "}";
        assertRefused(TokenForge.token(OWN, header, claims()));
        assertRefused(gatehouse.under(
                "{\"alg\":\"RS256\",\"kid\":\"" + gatehouse.key.id() + "\",\"x\":" + open.repeat(depth)));
        assertThat(gatehouse.offer(gatehouse.under(header)).status()).isIn(Attacked.ACCEPTED, Attacked.REFUSED);
    }

    /** RFC 8725 §3.8: a key counts for its own issuer only; an ID the pool does not have says nothing to the log either. */
    @Test
    void answerToAnUnknownKeyDoesNotRepeatIt() {
        Answer answer = gatehouse.offer(TokenForge.token(OWN, "{\"alg\":\"RS256\",\"kid\":\"<script>\"}", claims()));
        assertIsRefusal(answer, "");
        assertThat(answer.body()).doesNotContain("script");
    }

    private String claims() {
        return TokenForge.json(gatehouse.forge.claims());
    }
}
