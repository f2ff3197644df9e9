package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.KeptConnection.Answer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that the pool's own key signs, and that still are not for us, not now, or not well-formed (RFC 7519, RFC 8725). */
@Tag("proof")
class TokenClaimsAttackIT extends TokenAttack {
    private static final long NOW = Instant.now().getEpochSecond();

    /** RFC 8725 §3.8. One character of the issuer is another, is missing, or is too much. */
    @Test
    void issuerThatDiffersByOneCharacterAnywhereIsRefused() {
        String issuer = issuer();
        for (int i = 0; i < issuer.length(); i++) {
            char[] changed = issuer.toCharArray();
            changed[i] ^= 1;
            assertRefusedWith("iss", new String(changed));
            assertRefusedWith("iss", issuer.substring(0, i) + issuer.substring(i + 1));
            assertRefusedWith("iss", issuer.substring(0, i) + issuer.charAt(i) + issuer.substring(i));
        }
    }

    @Test
    void issuerInAnotherSpellingIsRefused() {
        String issuer = issuer();
        for (String spelling : List.of(
                issuer + "/",
                issuer + " ",
                " " + issuer,
                issuer + "\u0000",
                issuer + "\n",
                issuer + "#",
                issuer + "?",
                issuer + "/.well-known/jwks.json",
                issuer + "/../" + issuer.substring(issuer.lastIndexOf('/') + 1),
                issuer.toUpperCase(Locale.ROOT),
                issuer.replace("http:", "https:"),
                issuer.replace("http:", "HTTP:"),
                issuer.replace("http:", ""),
                issuer.replace("127.0.0.1", "localhost"),
                issuer.replace("127.0.0.1", "127.0.0.1."),
                issuer.replace("//", "//user@"),
                issuer.replace("_", "%5F"),
                issuer.replace("_", "\uff3f"),
                issuer.replace("a", "\u0430"),
                "")) {
            if (!spelling.equals(issuer)) {
                assertRefusedWith("iss", spelling);
            }
        }
    }

    @Test
    void tokenOfAnotherPoolIsRefused() {
        String issuer = issuer();
        String pool = issuer.substring(issuer.lastIndexOf('/') + 1);
        assertRefusedWith("iss", issuer.replace(pool, "eu-west-1_OtherPool1"));
        assertRefusedWith("iss", issuer.replace(pool, pool + "2"));
        assertRefusedWith("iss", "https://cognito-idp.eu-west-1.amazonaws.com/" + pool);
        assertRefusedWith("iss", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI");
    }

    @Test
    void tokenOfAnotherClientIsRefused() {
        String client = (String) gatehouse.forge.claims().get("client_id");
        for (String other : List.of(
                "otherclient",
                client + "2",
                client.substring(1),
                client.toUpperCase(Locale.ROOT),
                " " + client,
                "",
                "*")) {
            assertRefusedWith("client_id", other);
        }
    }

    /** An ID token in each of its shapes: as the pool issues it, and with what an access token has. */
    @Test
    void idTokenIsRefused() {
        Map<String, Object> claims = gatehouse.forge.claims("token_use", "id");
        assertRefused(gatehouse.token(claims));
        claims.remove("scope");
        claims.put("aud", claims.remove("client_id"));
        claims.put("email", "someone@example.com");
        assertRefused(gatehouse.token(claims));
        for (String use : List.of("ACCESS", "access ", "refresh", "id,access", "")) {
            assertRefusedWith("token_use", use);
        }
    }

    /** Also {@code aud} in the place of {@code client_id}: a client is named by one claim only. */
    @Test
    void audienceDoesNotStandForTheClient() {
        Map<String, Object> claims = gatehouse.forge.claims();
        claims.put("aud", claims.remove("client_id"));
        assertRefused(gatehouse.token(claims));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "iss", "sub", "client_id", "token_use"})
    void tokenWithoutANecessaryClaimIsRefused(String name) {
        Map<String, Object> claims = gatehouse.forge.claims();
        claims.remove(name);
        assertRefused(gatehouse.token(claims));
        claims.put(name, null);
        assertRefused(gatehouse.token(claims));
        claims.put(name.toUpperCase(Locale.ROOT), gatehouse.forge.claims().get(name));
        assertRefused(gatehouse.token(claims));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "client_id", "token_use", "origin_jti", "jti", "scope", "username"})
    void claimOfAnotherTypeIsRefused(String name) {
        for (Object value : List.of(
                7,
                7.5,
                true,
                List.of(),
                List.of("x"),
                List.of(gatehouse.forge.claims().get(name)),
                Map.of("x", "y"))) {
            assertRefusedWith(name, value);
        }
    }

    /** RFC 7519 §4.1.3: text or a list of texts; one that is not ours is refused whatever its form. */
    @Test
    void audienceThatDoesNotNameUsIsRefused() {
        for (Object value : Arrays.asList(
                "https://orders.example",
                "",
                List.of(),
                List.of("https://orders.example", "gatehouse"),
                null,
                7,
                true,
                List.of(7),
                Arrays.asList("x", null),
                Map.of("x", "y"))) {
            assertRefusedWith("aud", value);
        }
    }

    /** RFC 7519 §4.1: each of these has a type, and null is of none. */
    @ParameterizedTest
    @ValueSource(strings = {"jti", "origin_jti", "scope", "username", "nbf", "auth_time", "cognito:groups"})
    void nullIsNoClaim(String name) {
        assertRefused(gatehouse.over(with(name, "null")));
    }

    /** RFC 7519 §3, RFC 8259 §8.1. Latin-1; overlong; half of a surrogate pair; beyond the last character; cut short. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00fc", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u00e2\u0082"})
    void payloadThatIsNotUtf8IsRefused(String bytes) {
        byte[] payload = with("custom", "\"" + bytes + "\"").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertRefused(TokenForge.signed(
                TokenForge.base64(TokenForge.json(TokenForge.header(gatehouse.key))) + "." + TokenForge.base64(payload),
                TokenForge.rs256(gatehouse.key.pair().getPrivate())));
    }

    /** Before the signature holds, nothing of the payload is read; after it, no more of it than its bound. */
    @Test
    void payloadOfThousandsOfMembersIsRefused() {
        String members = java.util.stream.IntStream.range(0, 1_000)
                .mapToObj(i -> "\"" + i + "\":1")
                .collect(java.util.stream.Collectors.joining(","));
        assertRefusedOrTooBig(gatehouse.over(json().replaceFirst("}$", "," + members + "}")));
    }

    @Test
    void groupsThatAreNoListOfNamesAreRefused() {
        for (Object value : Arrays.asList(
                7, true, List.of(7), List.of(List.of("admin")), Map.of("admin", true), List.of(Map.of()))) {
            assertRefusedWith("cognito:groups", value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "nbf"})
    void timeThatIsNoNumberIsRefused(String name) {
        for (String value : List.of(
                "\"" + (NOW + 3600) + "\"",
                "\"\"",
                "\"tomorrow\"",
                "\"2099-01-01T00:00:00Z\"",
                "true",
                "[]",
                "[" + (NOW + 3600) + "]",
                "{}")) {
            assertRefused(gatehouse.over(with(name, value)));
        }
    }

    /** Beyond what a calendar, a long or a double can hold. */
    @ParameterizedTest
    @CsvSource({"exp", "iat", "nbf"})
    void timeBeyondAllMeasureIsRefused(String name) {
        for (String value : List.of(
                "9223372036854775807",
                "9223372036854775808",
                "99999999999999999999999999",
                "1e400",
                "1e19",
                "1e300",
                "1e999999999",
                "1" + "0".repeat(2_000))) {
            assertRefused(gatehouse.over(with(name, value)));
        }
    }

    @Test
    void expiryThatIsNotWithinADayAheadIsRefused() {
        for (String value : List.of(
                "0",
                "-0",
                "-1",
                "-9223372036854775808",
                "-1e400",
                "-1e19",
                "1",
                "1.5",
                "1e3",
                (NOW - 61) + ".9",
                Long.toString(NOW - 61),
                Long.toString(NOW + 2 * 86_400),
                Long.toString((NOW + 3600) * 1000),
                "253402300800",
                "4294967296",
                "1e10",
                "2e18")) {
            assertRefused(gatehouse.over(with("exp", value)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "nbf"})
    void startInTheFutureIsRefused(String name) {
        for (String value : List.of(
                Long.toString(NOW + 600),
                (NOW + 600) + ".5",
                Long.toString(NOW * 1000),
                "4294967296",
                "1e10",
                "2e18")) {
            assertRefused(gatehouse.over(with(name, value)));
        }
    }

    /** With it, the token would live longer than any that the pool issues. */
    @Test
    void issueLongAgoIsRefused() {
        for (String value : List.of("0", "-1", "-9223372036854775808", "-1e18", Long.toString(NOW - 2 * 86_400))) {
            assertRefused(gatehouse.over(with("iat", value)));
        }
    }

    /** RFC 7519 §2: a NumericDate may have a fraction. */
    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "nbf"})
    void timeWithAFractionIsATime(String name) {
        long time = name.equals("exp") ? NOW + 600 : NOW - 600;
        assertAccepted(gatehouse.over(with(name, time + ".25")));
    }

    /** RFC 7519 §4 lets a reader take the last or refuse; two readers must not see two users, so it is refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sub\":\"admin\"",
                "\"\\u0073ub\":\"admin\"",
                "\"exp\":1",
                "\"exp\":4102444800",
                "\"iss\":\"x\"",
                "\"client_id\":\"x\"",
                "\"token_use\":\"access\"",
                "\"cognito:groups\":[\"a\"],\"cognito:groups\":[\"admin\"]",
                "\"x\":{\"a\":1,\"a\":2}"
            })
    void payloadWithAMemberTwiceIsRefused(String member) {
        assertRefused(gatehouse.over(
                json().replaceFirst("}$", "," + java.util.regex.Matcher.quoteReplacement(member) + "}")));
        assertRefused(gatehouse.over(
                json().replaceFirst("^\\{", java.util.regex.Matcher.quoteReplacement("{" + member + ","))));
    }

    @ParameterizedTest
    @MethodSource("strangeJson")
    void payloadThatIsNoJsonObjectIsRefused(String payload) {
        assertRefused(gatehouse.over(payload));
    }

    static Stream<String> strangeJson() {
        String json = TokenForge.json(shared().forge.claims());
        return StrangeJson.around(json.substring(1, json.length() - 1));
    }

    /** A Lambda of the pool may add any claim; the token stays good, and its reader whole. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1e400",
                "-1e400",
                "99999999999999999999",
                "\"text\"",
                "[null]",
                "[1e400]",
                "{\"a\":null}",
                "{\"a\":[{\"b\":1e400}]}",
                "{}",
                "[]",
                "true",
                "\"\\ud83d\""
            })
    void strangeClaimNeverFails(String value) {
        for (String name : List.of(
                "custom",
                "address",
                "jwk",
                "sub_jwk",
                "cnf",
                "auth_time",
                "updated_at",
                "aud",
                "groups",
                "upn",
                "raw_token")) {
            Answer answer = gatehouse.offer(gatehouse.over(with(name, value)));
            assertThat(answer.status()).as(name + ": " + value).isIn(Attacked.ACCEPTED, Attacked.REFUSED);
        }
    }

    @ParameterizedTest
    @CsvSource({"[, ]", "{\"a\":, }"})
    void deeplyNestedClaimNeverFails(String open, String close) {
        int depth = 4_000 / open.length();
        Answer answer = gatehouse.offer(gatehouse.over(with("custom", open.repeat(depth) + "1" + close.repeat(depth))));
        assertThat(answer.status()).isIn(Attacked.ACCEPTED, Attacked.REFUSED);
    }

    private void assertRefusedWith(String name, Object value) {
        assertRefused(gatehouse.token(gatehouse.forge.claims(name, value)));
    }

    private String issuer() {
        return (String) gatehouse.forge.claims().get("iss");
    }

    private String json() {
        return TokenForge.json(gatehouse.forge.claims());
    }

    /** Good claims, one of which has this JSON text as its value. */
    private String with(String name, String value) {
        return TokenForge.json(gatehouse.forge.claims(name, "@")).replace("\"@\"", value);
    }
}
