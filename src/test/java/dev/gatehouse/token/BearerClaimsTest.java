package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerClaimsTest {

    /** RFC 7519 §4.1: each has a type, and null is of none, also where nothing here uses the claim. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss",
                "sub",
                "aud",
                "exp",
                "nbf",
                "iat",
                "jti",
                "origin_jti",
                "client_id",
                "token_use",
                "scope",
                "username",
                "auth_time",
                "cognito:groups"
            })
    void nullIsOfNoType(String name) {
        assertMalformed(name, "null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss",
                "sub",
                "aud",
                "jti",
                "origin_jti",
                "client_id",
                "token_use",
                "scope",
                "username",
                "cognito:groups"
            })
    void numberIsNoText(String name) {
        assertMalformed(name, "7");
        assertMalformed(name, "[7]");
        assertMalformed(name, "[null]");
        assertMalformed(name, "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "nbf", "iat", "auth_time"})
    void textIsNoTime(String name) {
        assertMalformed(name, "\"1700000000\"");
        assertMalformed(name, "[1700000000]");
        assertMalformed(name, "1e400");
        assertMalformed(name, "99999999999999999999");
    }

    @Test
    void timeMayHaveAFraction() {
        assertThat(claims("{\"exp\":1700000000.75}").time("exp")).isEqualTo(1_700_000_000L);
    }

    @Test
    void audienceIsOneNameOrAList() {
        assertThat(claims("{\"aud\":\"a\"}").audience()).contains(List.of("a"));
        assertThat(claims("{\"aud\":[\"a\",\"b\"]}").audience()).contains(List.of("a", "b"));
        assertThat(claims("{}").audience()).isEmpty();
    }

    @Test
    void claimsOfOthersMayBeOfAnyType() {
        assertThat(claims("{\"custom\":null,\"email\":7,\"sub\":\"me\"}").text("sub"))
                .isEqualTo("me");
    }

    /** Overlong, and half of a surrogate pair. */
    @ParameterizedTest
    @ValueSource(strings = {"c0af", "eda080"})
    void whatIsNotUtf8IsRefused(String hex) {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> BearerClaims.of(HexFormat.of().parseHex("7b22737562223a22" + hex + "227d")))
                .satisfies(e -> assertThat(e.failure()).isEqualTo(new TokenRefused("The token is malformed.")));
    }

    private static void assertMalformed(String name, String value) {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> claims("{\"" + name + "\":" + value + "}"))
                .satisfies(e -> assertThat(e.failure())
                        .isEqualTo(new TokenRefused("The token's " + name + " claim is malformed.")));
    }

    private static BearerClaims claims(String json) {
        return BearerClaims.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
