package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application asks at the pool's domain: tokens for a code, refreshes, userInfo, revocation. */
@NeedsControlRoutes
class DomainTokenContractTest {

    private static final String ADMIN = "aws.cognito.signin.user.admin";

    private Pool pool;
    private Domain domain;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
        domain = new Domain(pool);
    }

    private static void refusedWith(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Pool.parse(answer.body()).path("error").asText()).isEqualTo(error);
    }

    private HttpResponse<String> refresh(String token) {
        return domain.post(
                "/oauth2/token",
                Map.of("grant_type", "refresh_token", "refresh_token", token),
                Domain.basic(pool.clientId, pool.secret));
    }

    @Nested
    class Exchange {

        @Test
        void givesThreeTokens() {
            HttpResponse<String> answer = domain.exchange(domain.code(Map.of()));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            JsonNode tokens = Pool.parse(answer.body());
            assertThat(tokens.propertyStream().map(Map.Entry::getKey))
                    .containsExactlyInAnyOrder("id_token", "access_token", "refresh_token", "expires_in", "token_type");
            assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
            assertThat(tokens.path("expires_in").asInt()).isEqualTo(3600);
        }

        @Test
        void accessTokenHasTheScopesThatWereAskedFor() {
            JsonNode claims = Pool.claims(
                    domain.tokens("openid email profile").path("access_token").asText());
            assertThat(claims.path("scope").asText()).isEqualTo("openid email profile");
            assertThat(claims.path("token_use").asText()).isEqualTo("access");
            assertThat(claims.path("client_id").asText()).isEqualTo(pool.clientId);
            assertThat(claims.path("version").asInt()).isEqualTo(2);
            assertThat(claims.has("origin_jti")).isTrue();
        }

        @Test
        void withoutAScopeAllOfTheClientsAreGranted() {
            String code = domain.code(Map.of("scope", ""));
            JsonNode tokens = Pool.parse(domain.exchange(code).body());
            assertThat(Pool.claims(tokens.path("access_token").asText())
                            .path("scope")
                            .asText())
                    .isEqualTo("openid email phone profile " + ADMIN);
        }

        @Test
        void idTokenHasTheNonceAndTheHashOfTheAccessToken() {
            JsonNode claims =
                    Pool.claims(domain.tokens("openid").path("id_token").asText());
            assertThat(claims.path("nonce").asText()).isEqualTo("n-1");
            assertThat(claims.path("at_hash").asText()).matches("[\\w-]{22}");
            assertThat(claims.path("aud").asText()).isEqualTo(pool.clientId);
        }

        @Test
        void idTokenNeedsTheScopeOpenid() {
            JsonNode tokens = domain.tokens(ADMIN);
            assertThat(tokens.has("id_token")).isFalse();
            assertThat(tokens.has("refresh_token")).isTrue();
        }

        @Test
        void scopeEmailShowsTheAddressAlone() {
            pool.patchUser("demo@example.com", "{\"phone_number\":\"+15555550100\"}");
            JsonNode narrow =
                    Pool.claims(domain.tokens("openid email").path("id_token").asText());
            JsonNode wide = Pool.claims(domain.tokens("openid").path("id_token").asText());
            assertThat(narrow.path("email").asText()).isEqualTo("demo@example.com");
            assertThat(narrow.has("phone_number")).isFalse();
            assertThat(wide.has("phone_number")).isTrue();
        }

        @Test
        void groupsAreInBothTokens() {
            pool.patchUser("demo@example.com", "{\"groups\":[\"staff\"]}");
            JsonNode tokens = domain.tokens("openid");
            for (String name : List.of("access_token", "id_token")) {
                assertThat(Pool.claims(tokens.path(name).asText())
                                .path("cognito:groups")
                                .toString())
                        .isEqualTo("[\"staff\"]");
            }
        }

        @Test
        void codeServesOnce() {
            String code = domain.code(Map.of());
            domain.exchange(code);
            refusedWith(domain.exchange(code), 400, "invalid_grant");
        }

        @Test
        void codeServesForFiveMinutes() {
            String code = domain.code(Map.of());
            pool.advance(300);
            refusedWith(domain.exchange(code), 400, "invalid_grant");
        }

        @ParameterizedTest
        @CsvSource({
            "code_verifier,another-verifier-of-forty-three-characters-or-more,invalid_grant",
            "code_verifier,'',invalid_grant",
            "redirect_uri,http://localhost:8080/auth/oauth/callback/,unauthorized_client",
            "redirect_uri,'',invalid_request",
            "code,'',invalid_request",
            "grant_type,password,unsupported_grant_type",
            "grant_type,'',invalid_request",
        })
        void wrongParameterIsRefused(String name, String value, String error) {
            refusedWith(domain.exchange(domain.code(Map.of()), Map.of(name, value)), 400, error);
        }

        @Test
        void verifierWithoutAChallengeIsRefused() {
            String code = domain.code(Map.of("code_challenge", "", "code_challenge_method", ""));
            refusedWith(domain.exchange(code), 400, "invalid_grant");
        }

        @Test
        void codeIsTheClientsAlone() {
            String code = domain.code(Map.of());
            HttpResponse<String> answer = domain.post(
                    "/oauth2/token",
                    Map.of(
                            "grant_type", "authorization_code",
                            "client_id", Pool.PUBLIC_CLIENT,
                            "code", code,
                            "redirect_uri", Domain.CALLBACK,
                            "code_verifier", Domain.VERIFIER),
                    "");
            refusedWith(answer, 400, "invalid_grant");
        }

        @Test
        void jsonIsRefused() {
            refusedWith(
                    pool.send("POST", "/oauth2/token", "{}", Map.of("Content-Type", "application/json")),
                    400,
                    "invalid_request");
        }

        @Test
        void deletedUserGetsNothing() {
            String code = domain.code(Map.of());
            pool.cognito.adminDeleteUser(r -> r.userPoolId(pool.id).username("demo@example.com"));
            refusedWith(domain.exchange(code), 400, "invalid_grant");
        }

        @Test
        void faultsCanBeOrdered() {
            pool.fault("{\"operation\":\"oauth2/token\",\"kind\":\"error\",\"error\":\"server_error\",\"status\":500,"
                    + "\"times\":1}");
            refusedWith(domain.exchange(domain.code(Map.of())), 500, "server_error");
        }

        @Test
        void scriptsOfAnyOriginMayAsk() {
            HttpResponse<String> answer =
                    pool.send("OPTIONS", "/oauth2/token", null, Map.of("Origin", "https://app.example"));
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("*");
        }
    }

    @Nested
    class Clients {

        @Test
        void secretMayStandInTheBody() {
            Map<String, String> credentials = Map.of("client_id", pool.clientId, "client_secret", pool.secret);
            HttpResponse<String> answer = exchange(domain.code(Map.of()), credentials, "");
            assertThat(answer.statusCode()).isEqualTo(200);
        }

        @Test
        void publicClientNamesItself() {
            String code = domain.code(Map.of("client_id", Pool.PUBLIC_CLIENT));
            assertThat(exchange(code, Map.of("client_id", Pool.PUBLIC_CLIENT), "")
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void wrongSecretIsRefused() {
            refusedWith(
                    exchange(domain.code(Map.of()), Map.of(), Domain.basic(pool.clientId, "wrong")),
                    400,
                    "invalid_client");
        }

        @Test
        void missingSecretIsRefused() {
            refusedWith(exchange(domain.code(Map.of()), Map.of("client_id", pool.clientId), ""), 400, "invalid_client");
        }

        @Test
        void secretInTwoPlacesIsRefused() {
            Map<String, String> credentials = Map.of("client_id", pool.clientId, "client_secret", pool.secret);
            refusedWith(
                    exchange(domain.code(Map.of()), credentials, Domain.basic(pool.clientId, pool.secret)),
                    400,
                    "invalid_client");
        }

        private HttpResponse<String> exchange(String code, Map<String, String> credentials, String authorization) {
            Map<String, String> fields = new HashMap<>(credentials);
            fields.putAll(Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    code,
                    "redirect_uri",
                    Domain.CALLBACK,
                    "code_verifier",
                    Domain.VERIFIER));
            return domain.post("/oauth2/token", fields, authorization);
        }
    }

    @Nested
    class Refreshes {

        @Test
        void giveTokensOfTheSameScopeAndSession() {
            JsonNode first = domain.tokens("openid email");
            JsonNode second =
                    Pool.parse(refresh(first.path("refresh_token").asText()).body());
            JsonNode before = Pool.claims(first.path("access_token").asText());
            JsonNode after = Pool.claims(second.path("access_token").asText());
            assertThat(after.path("scope")).isEqualTo(before.path("scope"));
            assertThat(after.path("origin_jti")).isEqualTo(before.path("origin_jti"));
            assertThat(Pool.claims(second.path("id_token").asText()).has("nonce"))
                    .isFalse();
        }

        @Test
        void rotateTheRefreshToken() {
            String first = domain.tokens("openid").path("refresh_token").asText();
            String second =
                    Pool.parse(refresh(first).body()).path("refresh_token").asText();
            assertThat(second).isNotEmpty().isNotEqualTo(first);
            pool.advance(11);
            refusedWith(refresh(first), 400, "invalid_grant");
        }

        @Test
        void keepTheRefreshTokenWithoutRotation() {
            pool.patchClient(pool.clientId, "{\"rotation\":false}");
            JsonNode answer = Pool.parse(
                    refresh(domain.tokens("openid").path("refresh_token").asText())
                            .body());
            assertThat(answer.has("refresh_token")).isFalse();
        }

        @Test
        void apiAndDomainTakeTheSameRefreshTokens() {
            String token = domain.tokens("openid").path("refresh_token").asText();
            String access = pool.refresh(token).accessToken();
            assertThat(Pool.claims(access).path("scope").asText()).isEqualTo("openid");
        }

        @Test
        void unknownTokenIsRefused() {
            refusedWith(refresh("unknown"), 400, "invalid_grant");
        }
    }

    @Nested
    class Machines {

        @BeforeEach
        void client() {
            pool.patchClient(
                    "machine",
                    "{\"secret\":\"a-secret\",\"oauth_flows\":[\"client_credentials\"],"
                            + "\"oauth_scopes\":[\"api/read\",\"api/write\"]}");
        }

        private HttpResponse<String> token(String scope) {
            Map<String, String> fields = scope.isEmpty()
                    ? Map.of("grant_type", "client_credentials")
                    : Map.of("grant_type", "client_credentials", "scope", scope);
            return domain.post("/oauth2/token", fields, Domain.basic("machine", "a-secret"));
        }

        @Test
        void getATokenThatIsNobodys() {
            JsonNode tokens = Pool.parse(token("api/read").body());
            assertThat(tokens.has("refresh_token")).isFalse();
            JsonNode claims = Pool.claims(tokens.path("access_token").asText());
            assertThat(claims.path("sub").asText()).isEqualTo("machine");
            assertThat(claims.path("scope").asText()).isEqualTo("api/read");
            assertThat(claims.has("username") || claims.has("origin_jti")).isFalse();
        }

        @Test
        void getAllScopesWithoutAsking() {
            assertThat(Pool.claims(Pool.parse(token("").body())
                                    .path("access_token")
                                    .asText())
                            .path("scope")
                            .asText())
                    .isEqualTo("api/read api/write");
        }

        @Test
        void getNoOtherScope() {
            refusedWith(token("openid"), 400, "invalid_scope");
        }

        @Test
        void clientsForPeopleGetNone() {
            refusedWith(
                    domain.post(
                            "/oauth2/token",
                            Map.of("grant_type", "client_credentials"),
                            Domain.basic(pool.clientId, pool.secret)),
                    400,
                    "unauthorized_client");
        }
    }

    @Nested
    class UserInfo {

        @Test
        void isTextThroughout() {
            HttpResponse<String> answer = domain.userInfo(
                    domain.tokens("openid email").path("access_token").asText());
            JsonNode info = Pool.parse(answer.body());
            assertThat(info.path("email").asText()).isEqualTo("demo@example.com");
            assertThat(info.path("email_verified").isTextual()).isTrue();
            assertThat(info.path("sub").asText()).isNotEmpty();
            assertThat(info.path("username").asText()).isNotEmpty();
        }

        @Test
        void needsTheScopeOpenid() {
            refusedWith(
                    domain.userInfo(
                            pool.signIn("demo@example.com", "demo-Passw0rd!").accessToken()),
                    401,
                    "invalid_token");
        }

        @Test
        void needsAToken() {
            HttpResponse<String> answer = domain.get("/oauth2/userInfo");
            refusedWith(answer, 400, "invalid_request");
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("error=\"invalid_request\"");
        }

        @Test
        void endsWithTheSession() {
            JsonNode tokens = domain.tokens("openid");
            pool.revoke(tokens.path("refresh_token").asText());
            refusedWith(domain.userInfo(tokens.path("access_token").asText()), 401, "invalid_token");
        }

        @Test
        void endsWithTheToken() {
            JsonNode tokens = domain.tokens("openid");
            pool.advance(3600);
            refusedWith(domain.userInfo(tokens.path("access_token").asText()), 401, "invalid_token");
        }

        @Test
        void getUserNeedsTheScopeOfTheApi() {
            String narrow = domain.tokens("openid").path("access_token").asText();
            refused(
                    () -> pool.cognito.getUser(r -> r.accessToken(narrow)),
                    "NotAuthorizedException",
                    "Access Token does not have required scopes");
            String wide = domain.tokens("openid " + ADMIN).path("access_token").asText();
            assertThat(pool.cognito.getUser(r -> r.accessToken(wide)).username())
                    .isNotEmpty();
        }
    }

    @Nested
    class Revocation {

        private HttpResponse<String> revoke(String token, String authorization) {
            return domain.post("/oauth2/revoke", token.isEmpty() ? Map.of() : Map.of("token", token), authorization);
        }

        private String basic() {
            return Domain.basic(pool.clientId, pool.secret);
        }

        @Test
        void endsTheSession() {
            String token = domain.tokens("openid").path("refresh_token").asText();
            HttpResponse<String> answer = revoke(token, basic());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            refusedWith(refresh(token), 400, "invalid_grant");
        }

        @Test
        void isContentWithAnUnknownToken() {
            assertThat(revoke("unknown", basic()).statusCode()).isEqualTo(200);
        }

        @Test
        void takesNoAccessToken() {
            refusedWith(
                    revoke(domain.tokens("openid").path("access_token").asText(), basic()),
                    400,
                    "unsupported_token_type");
        }

        @Test
        void needsAToken() {
            refusedWith(revoke("", basic()), 400, "invalid_request");
        }

        @Test
        void needsTheClient() {
            refusedWith(revoke("unknown", Domain.basic(pool.clientId, "wrong")), 401, "invalid_client");
        }
    }

    @Nested
    class Descriptions {

        @Test
        void clientSaysWhatItMayDo() {
            var client = pool.cognito
                    .describeUserPoolClient(r -> r.userPoolId(pool.id).clientId(pool.clientId))
                    .userPoolClient();
            assertThat(client.allowedOAuthFlowsUserPoolClient()).isTrue();
            assertThat(client.callbackURLs()).containsExactly(Domain.CALLBACK);
            assertThat(client.supportedIdentityProviders()).containsExactly("COGNITO", "Google");
        }

        @Test
        void discoveryNamesTheDomain() {
            JsonNode document = pool.get("/" + pool.id + "/.well-known/openid-configuration");
            assertThat(document.path("authorization_endpoint").asText()).isEqualTo(pool.endpoint + "/oauth2/authorize");
            assertThat(document.path("userinfo_endpoint").asText()).isEqualTo(pool.endpoint + "/oauth2/userInfo");
            assertThat(document.path("revocation_endpoint").asText()).isEqualTo(pool.endpoint + "/oauth2/revoke");
            assertThat(document.path("end_session_endpoint").asText()).isEqualTo(pool.endpoint + "/logout");
        }
    }
}
