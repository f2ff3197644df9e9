package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.claims;
import static dev.gatehouse.emulator.Pool.header;
import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/** The tokens and the keys that they are signed with. */
@NeedsControlRoutes
class TokenContractTest {

    private Pool pool;
    private AuthenticationResultType tokens;

    @BeforeEach
    void signIn() {
        pool = Pool.fresh();
        tokens = pool.signIn("admin@example.com", "admin-Passw0rd!");
    }

    private JsonNode jwks() {
        return pool.get("/" + pool.id + "/.well-known/jwks.json").path("keys");
    }

    private List<String> kids() {
        return StreamSupport.stream(jwks().spliterator(), false)
                .map(key -> key.path("kid").asText())
                .toList();
    }

    private boolean verifies(String token) throws GeneralSecurityException {
        String kid = header(token).path("kid").asText();
        int end = token.lastIndexOf('.');
        for (JsonNode key : jwks()) {
            if (key.path("kid").asText().equals(kid)) {
                Signature signature = Signature.getInstance("SHA256withRSA");
                signature.initVerify(KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e"))));
                signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
                return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
            }
        }
        return false;
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asText()));
    }

    @Nested
    class Claims {

        @Test
        void accessTokenHasCognitosClaimsAndNoOthers() {
            assertThat(claims(tokens.accessToken()).propertyStream().map(e -> e.getKey()))
                    .containsExactlyInAnyOrder(
                            "sub",
                            "cognito:groups",
                            "iss",
                            "client_id",
                            "origin_jti",
                            "token_use",
                            "scope",
                            "auth_time",
                            "exp",
                            "iat",
                            "jti",
                            "username");
        }

        @Test
        void idTokenHasCognitosClaimsAndNoOthers() {
            assertThat(claims(tokens.idToken()).propertyStream().map(e -> e.getKey()))
                    .containsExactlyInAnyOrder(
                            "sub",
                            "cognito:groups",
                            "email",
                            "email_verified",
                            "iss",
                            "cognito:username",
                            "origin_jti",
                            "aud",
                            "token_use",
                            "auth_time",
                            "exp",
                            "iat",
                            "jti");
        }

        @Test
        void accessTokenSaysWhoAndForWhom() {
            JsonNode claims = claims(tokens.accessToken());
            assertThat(claims.path("token_use").asText()).isEqualTo("access");
            assertThat(claims.path("client_id").asText()).isEqualTo(pool.clientId);
            assertThat(claims.path("scope").asText()).isEqualTo("aws.cognito.signin.user.admin");
            assertThat(claims.path("username")).isEqualTo(claims.path("sub"));
            assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                    .isEqualTo(3600);
        }

        @Test
        void idTokenSaysWhoAndForWhom() {
            JsonNode claims = claims(tokens.idToken());
            assertThat(claims.path("token_use").asText()).isEqualTo("id");
            assertThat(claims.path("aud").asText()).isEqualTo(pool.clientId);
            assertThat(claims.path("email").asText()).isEqualTo("admin@example.com");
            assertThat(claims.path("email_verified").isBoolean()).isTrue();
        }

        @Test
        void bothTokensAreOfOneSignIn() {
            assertThat(claims(tokens.idToken()).path("origin_jti"))
                    .isEqualTo(claims(tokens.accessToken()).path("origin_jti"));
            assertThat(claims(tokens.idToken()).path("jti"))
                    .isNotEqualTo(claims(tokens.accessToken()).path("jti"));
        }

        @Test
        void eachSignInHasItsOwnOrigin() {
            AuthenticationResultType other = pool.signIn("admin@example.com", "admin-Passw0rd!");
            assertThat(claims(other.accessToken()).path("origin_jti"))
                    .isNotEqualTo(claims(tokens.accessToken()).path("origin_jti"));
        }

        @Test
        void lifetimesAreTheClients() {
            pool.patchClient(pool.clientId, "{\"access_token_minutes\":5,\"id_token_minutes\":10}");
            AuthenticationResultType brief = pool.signIn("admin@example.com", "admin-Passw0rd!");
            assertThat(brief.expiresIn()).isEqualTo(300);
            JsonNode access = claims(brief.accessToken());
            JsonNode id = claims(brief.idToken());
            assertThat(access.path("exp").asLong() - access.path("iat").asLong())
                    .isEqualTo(300);
            assertThat(id.path("exp").asLong() - id.path("iat").asLong()).isEqualTo(600);
        }
    }

    @Nested
    class Keys {

        @Test
        void bothTokensVerifyWithPublishedKeys() throws GeneralSecurityException {
            assertThat(verifies(tokens.accessToken())).isTrue();
            assertThat(verifies(tokens.idToken())).isTrue();
        }

        @Test
        void accessAndIdTokensHaveDifferentKeys() {
            assertThat(header(tokens.accessToken()).path("kid"))
                    .isNotEqualTo(header(tokens.idToken()).path("kid"));
        }

        @Test
        void headersNameKeyAndAlgorithmOnly() {
            for (String token : List.of(tokens.accessToken(), tokens.idToken())) {
                assertThat(header(token).propertyStream().map(e -> e.getKey())).containsExactlyInAnyOrder("kid", "alg");
                assertThat(header(token).path("alg").asText()).isEqualTo("RS256");
            }
        }

        @Test
        void publishedKeysHaveCognitosMembers() {
            for (JsonNode key : jwks()) {
                assertThat(key.propertyStream().map(e -> e.getKey()))
                        .containsExactlyInAnyOrder("alg", "e", "kid", "kty", "n", "use");
                assertThat(number(key, "n").bitLength()).isEqualTo(2048);
            }
        }

        @Test
        void rotationKeepsTheOldKeysPublished() throws GeneralSecurityException {
            pool.post("/control/keys/rotate", "{}");
            AuthenticationResultType fresh = pool.signIn("admin@example.com", "admin-Passw0rd!");
            assertThat(header(fresh.accessToken()).path("kid"))
                    .isNotEqualTo(header(tokens.accessToken()).path("kid"));
            assertThat(verifies(fresh.accessToken())).isTrue();
            assertThat(verifies(tokens.accessToken())).isTrue();
        }

        @Test
        void rotationCanDropTheOldKeys() {
            List<String> before = kids();
            pool.post("/control/keys/rotate", "{\"keep_old\":false}");
            assertThat(kids()).hasSize(2).doesNotContainAnyElementsOf(before);
        }
    }

    @Test
    void openidConfigurationPointsToTheKeys() {
        JsonNode document = pool.get("/" + pool.id + "/.well-known/openid-configuration");
        String issuer = claims(tokens.accessToken()).path("iss").asText();
        assertThat(issuer).endsWith("/" + pool.id);
        assertThat(document.path("issuer").asText()).isEqualTo(issuer);
        assertThat(document.path("jwks_uri").asText()).isEqualTo(issuer + "/.well-known/jwks.json");
    }

    @Nested
    class MintedTokens {

        private String mint(String signWith, String more) {
            return pool.mint("{\"sign_with\":\"" + signWith + "\",\"claims\":{\"sub\":\"x\",\"odd\":[1]}" + more + "}");
        }

        @Test
        void claimsAreVerbatim() throws GeneralSecurityException {
            String token = mint("access", "");
            assertThat(claims(token).toString()).isEqualTo("{\"sub\":\"x\",\"odd\":[1]}");
            assertThat(verifies(token)).isTrue();
        }

        @Test
        void idKeySignsToo() throws GeneralSecurityException {
            String token = mint("id", "");
            assertThat(header(token).path("kid"))
                    .isEqualTo(header(tokens.idToken()).path("kid"));
            assertThat(verifies(token)).isTrue();
        }

        @Test
        void foreignKeyHidesBehindAKnownKid() throws GeneralSecurityException {
            String token = mint("foreign", "");
            assertThat(header(token).path("kid"))
                    .isEqualTo(header(tokens.accessToken()).path("kid"));
            assertThat(verifies(token)).isFalse();
        }

        @Test
        void unsignedTokenHasAnEmptySignature() {
            String token = mint("none", "");
            assertThat(header(token).path("alg").asText()).isEqualTo("none");
            assertThat(token).endsWith(".");
        }

        @Test
        void confusedTokenIsSignedWithThePublicKey() {
            String token = mint("hs256-public", "");
            assertThat(header(token).path("alg").asText()).isEqualTo("HS256");
            assertThat(Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1)))
                    .hasSize(32);
        }

        @Test
        void headerIsOverridden() {
            JsonNode header = header(
                    mint("access", ",\"header\":{\"kid\":null,\"jku\":\"https://evil.example\",\"alg\":\"RS512\"}"));
            assertThat(header.toString()).isEqualTo("{\"alg\":\"RS512\",\"jku\":\"https://evil.example\"}");
        }
    }

    @Nested
    class ScopeOfSelfService {

        private String withScope(String scope) {
            ObjectNode claims = claims(tokens.accessToken()).deepCopy();
            if (scope == null) {
                claims.remove("scope");
            } else {
                claims.put("scope", scope);
            }
            return pool.mint("{\"sign_with\":\"access\",\"claims\":" + claims + "}");
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(
                strings = {"", "openid email", "aws.cognito.signin.user.admin.more", "AWS.cognito.signin.user.admin"})
        void tokenWithoutItIsRefused(String scope) {
            String token = withScope(scope);
            refused(
                    () -> pool.cognito.getUser(r -> r.accessToken(token)),
                    "NotAuthorizedException",
                    "Access Token does not have required scopes");
        }

        @Test
        void everyOperationOnTheOwnAccountNeedsIt() {
            String token = withScope("openid");
            List<ThrowingCallable> operations = List.of(
                    () -> pool.cognito.deleteUser(r -> r.accessToken(token)),
                    () -> pool.cognito.globalSignOut(r -> r.accessToken(token)),
                    () -> pool.change(token, Pool.PASSWORD, Pool.OTHER_PASSWORD));
            for (ThrowingCallable operation : operations) {
                refused(operation, "NotAuthorizedException", "Access Token does not have required scopes");
            }
        }

        @Test
        void tokenWithItAmongOthersIsAccepted() {
            String token = withScope("openid aws.cognito.signin.user.admin email");
            assertThat(pool.cognito.getUser(r -> r.accessToken(token)).username())
                    .isEqualTo(claims(token).path("sub").asText());
        }
    }
}
