package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class BearerTokenTest {
    private static final String SELF_SERVICE = "aws.cognito.signin.user.admin";

    private String token;
    private String idToken;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        var tokens = Api.signedIn(Api.member());
        token = tokens.getString("access_token");
        idToken = tokens.getString("id_token");
    }

    private Map<String, Object> claims() {
        return decode(token.split("\\.")[1]);
    }

    private Map<String, Object> claims(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        return claims;
    }

    private static Map<String, Object> decode(String part) {
        try {
            return new ObjectMapper()
                    .readValue(
                            new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8),
                            new TypeReference<HashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String minted(Map<String, Object> claims) {
        return Pool.mint("access", Map.of(), claims);
    }

    private static void assertRefused(String token, String reason) {
        Api.me(token)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_token"))
                .body("detail", equalTo(reason))
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .header("WWW-Authenticate", containsString("error_description=\"" + reason + "\""));
    }

    @Nested
    class Accepted {
        @Test
        void tokenOfTheSameClaimsIsAccepted() {
            Api.me(minted(claims())).then().statusCode(200);
        }

        @Test
        void tokenThatExpiredWithinTheClockSkewIsAccepted() {
            // Not /auth/me: Cognito, which that asks for the email, has no skew.
            Api.bearer(minted(claims("exp", now() - 30)))
                    .post("/auth/logout")
                    .then()
                    .statusCode(204);
        }

        @Test
        void scopeThatIsNamedTwiceCountsOnce() {
            Api.me(minted(claims("scope", "read " + SELF_SERVICE + " write read")))
                    .then()
                    .statusCode(200)
                    .body("scopes", equalTo(List.of(SELF_SERVICE, "read", "write")));
        }

        @Test
        void rolesAndScopesComeInOrder() {
            Map<String, Object> claims = claims("scope", "write openid read " + SELF_SERVICE);
            claims.put("cognito:groups", List.of("support", "admin", "billing"));
            Api.me(minted(claims))
                    .then()
                    .statusCode(200)
                    .body("roles", equalTo(List.of("admin", "billing", "support")))
                    .body("scopes", equalTo(List.of(SELF_SERVICE, "openid", "read", "write")));
        }

        @Test
        void emptyScopeIsAccepted() {
            // Not /auth/me: Cognito, which that asks for the email, wants a scope of its own.
            Api.bearer(minted(claims("scope", ""))).post("/auth/logout").then().statusCode(204);
        }

        @Test
        void schemeIsNotCaseSensitive() {
            Api.json()
                    .header("Authorization", "bearer " + token)
                    .get("/auth/me")
                    .then()
                    .statusCode(200);
        }
    }

    @Nested
    class RefusedForItsClaims {
        @Test
        void expiredTokenIsRefused() {
            assertRefused(minted(claims("exp", now() - 61)), "The token has expired.");
        }

        @Test
        void tokenNotYetValidIsRefused() {
            assertRefused(minted(claims("nbf", now() + 120)), "The token is not valid yet.");
        }

        @Test
        void tokenIssuedInTheFutureIsRefused() {
            assertRefused(minted(claims("iat", now() + 120)), "The token is not valid yet.");
        }

        @Test
        void tokenOfADecadeIsRefused() {
            assertRefused(minted(claims("exp", now() + 10L * 365 * 86_400)), "The token's lifetime is too long.");
        }

        @Test
        void wrongIssuerIsRefused() {
            assertRefused(minted(claims("iss", claims().get("iss") + "x")), "The token was issued by another issuer.");
        }

        @Test
        void wrongClientIsRefused() {
            assertRefused(minted(claims("client_id", "someoneelse")), "The token was issued to another client.");
        }

        /** Cognito writes it where a sign-in asked for a resource (RFC 8707). */
        @Test
        void tokenForAnotherApiIsRefused() {
            assertRefused(minted(claims("aud", "https://orders.example")), "The token is meant for another service.");
        }

        @Test
        void idTokenIsRefused() {
            assertRefused(idToken, "The token is not an access token.");
        }

        @ParameterizedTest
        @CsvSource({"exp", "iat", "iss", "sub", "client_id", "token_use"})
        void tokenWithoutANecessaryClaimIsRefused(String name) {
            Map<String, Object> claims = claims();
            claims.remove(name);

            assertRefused(minted(claims), "The token has no " + name + " claim.");
        }

        @ParameterizedTest
        @CsvSource({"exp", "iat", "nbf"})
        void textWhereATimeBelongsIsRefused(String name) {
            assertRefused(minted(claims(name, "tomorrow")), "The token's " + name + " claim is malformed.");
        }

        @Test
        void claimOfTheWrongTypeThatIsNotUsedIsRefused() {
            assertRefused(minted(claims("jti", 7)), "The token's jti claim is malformed.");
        }

        @Test
        void textWhereGroupsBelongIsRefused() {
            assertRefused(minted(claims("cognito:groups", 7)), "The token's cognito:groups claim is malformed.");
        }
    }

    @Nested
    class RefusedForItsGroups {

        @Test
        void groupWithoutANameIsRefused() {
            assertRefused(
                    minted(claims("cognito:groups", Arrays.asList("editor", null))),
                    "The token's cognito:groups claim is malformed.");
        }
    }

    @Nested
    class RefusedForItsSignature {
        @Test
        void tamperedTokenIsRefused() {
            String[] parts = token.split("\\.");
            Map<String, Object> claims = claims("cognito:groups", List.of("admin"));
            String forged = parts[0] + "." + encode(claims) + "." + parts[2];

            assertRefused(forged, "The token's signature is invalid.");
        }

        @Test
        void unsignedTokenIsRefused() {
            assertRefused(Pool.mint("none", Map.of(), claims()), "The token is not signed with RS256.");
        }

        @Test
        void tokenSignedWithThePublicKeyAsSecretIsRefused() {
            assertRefused(Pool.mint("hs256-public", Map.of(), claims()), "The token is not signed with RS256.");
        }

        @Test
        void tokenOfAForeignKeyIsRefused() {
            assertThat(Api.me(Pool.mint("foreign", Map.of(), claims())).statusCode())
                    .isEqualTo(401);
        }

        @Test
        void tokenWithoutAKeyIdIsRefused() {
            Map<String, Object> noKeyId = new HashMap<>();
            noKeyId.put("kid", null);

            assertRefused(Pool.mint("access", noKeyId, claims()), "The token is not signed by a key of this pool.");
        }

        @Test
        void randomTextIsRefused() {
            assertRefused("no.token.atall", "The token is malformed.");
        }

        @Test
        void emptySignatureIsRefused() {
            assertThat(Api.me(token.substring(0, token.lastIndexOf('.') + 1)).statusCode())
                    .isEqualTo(401);
        }

        private static String encode(Map<String, Object> claims) {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            new ObjectMapper().valueToTree(claims).toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Nested
    class WithoutAToken {
        @ParameterizedTest
        @CsvSource({"GET,/auth/me", "POST,/auth/change-password", "POST,/auth/logout", "POST,/admin/users/x/logout"})
        void protectedRouteAnswers401(String method, String path) {
            Api.json()
                    .request(method, path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", equalTo("Bearer realm=\"gatehouse\""))
                    .body("code", equalTo("authentication_required"));
        }

        @Test
        void otherSchemesAreNotBearerTokens() {
            Api.json()
                    .header("Authorization", "Basic ZGVtbzpkZW1v")
                    .get("/auth/me")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("authentication_required"));
        }
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
