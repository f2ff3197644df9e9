package dev.gatehouse.guard;

import static dev.gatehouse.guard.Asking.bearer;
import static dev.gatehouse.guard.Asking.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions for proxies, over sockets. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class GuardTest {
    private static final String FORWARD = "/guard/forward-auth";
    private static final String EXT = "/guard/ext-authz";
    private static final List<String> IDENTITY = List.of(
            "X-Auth-User-Id",
            "X-Auth-Kind",
            "X-Auth-Roles",
            "X-Auth-Scopes",
            "X-Auth-Client-Id",
            "X-Auth-Pool",
            "X-Auth-Email",
            "X-Auth-Expires");

    /** Of a session that no test ends, so that one sign-in is enough. */
    private static String shared;

    private String token;

    @BeforeEach
    void signedIn() {
        if (shared == null) {
            shared = Api.signedIn(Api.member()).getString("access_token");
        }
        token = shared;
    }

    private void signInAnew() {
        token = Api.signedIn(Api.member()).getString("access_token");
    }

    private String good() {
        return bearer(token);
    }

    private String with(Map<String, Object> claims) {
        return bearer(Asking.like(token, claims));
    }

    private static void assertNobody(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(IDENTITY).allSatisfy(name -> assertThat(field(answer, name)).isEmpty());
    }

    @Nested
    class Allowed {

        @ParameterizedTest
        @ValueSource(strings = {"/guard/forward-auth", "/guard/auth-request"})
        void callerIsNamedInHeaderFields(String route) {
            Answer answer = Asking.get(route, good());
            Map<String, Object> claims = Asking.claims(token);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(field(answer, "X-Auth-User-Id")).isEqualTo(claims.get("sub"));
            assertThat(field(answer, "X-Auth-Kind")).isEqualTo("user");
            assertThat(field(answer, "X-Auth-Scopes")).isEqualTo("aws.cognito.signin.user.admin");
            assertThat(field(answer, "X-Auth-Client-Id")).isEqualTo(claims.get("client_id"));
            assertThat(field(answer, "X-Auth-Pool")).isEqualTo("eu-west-1_gatehouse");
            assertThat(field(answer, "X-Auth-Expires"))
                    .isEqualTo(claims.get("exp").toString());
        }

        @Test
        void answerIsEmptyAndNeverStored() {
            Answer answer = Asking.get(FORWARD, good());
            assertThat(field(answer, "Content-Length")).isEqualTo("0");
            assertThat(field(answer, "Cache-Control")).isEqualTo("no-store");
            assertThat(field(answer, "ETag")).isNull();
            assertThat(field(answer, "Expires")).isNull();
        }

        @Test
        void allFieldsAreThereAlsoWhereThereIsNothingToSay() {
            Answer answer = Asking.get(FORWARD, good());
            assertThat(IDENTITY)
                    .allSatisfy(name -> assertThat(field(answer, name)).isNotNull());
            assertThat(field(answer, "X-Auth-Email")).isEmpty();
            assertThat(field(answer, "X-Auth-Roles")).isEmpty();
        }

        @Test
        void rolesAreJoinedByCommasAndWhatWouldConfuseIsEncoded() {
            Answer answer = Asking.get(
                    FORWARD, with(Map.of("cognito:groups", List.of("editors", "a,b", "é%", "ada@example.com"))));
            assertThat(field(answer, "X-Auth-Roles")).isEqualTo("a%2cb,ada@example.com,editors,%c3%a9%25");
        }

        @Test
        void hundredRolesFit() {
            List<String> roles =
                    IntStream.range(0, 100).mapToObj(i -> "role-" + i).toList();
            Answer answer = Asking.get(FORWARD + "?role=role-99", with(Map.of("cognito:groups", roles)));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(field(answer, "X-Auth-Roles").split(",")).hasSize(100);
        }

        @ParameterizedTest
        @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"})
        void everyMethodIsJudgedLikeGet(String method) {
            assertThat(Asking.send(method, FORWARD, good()).status()).isEqualTo(200);
            assertThat(Asking.send(method, FORWARD).status()).isEqualTo(401);
        }

        @Test
        void headIsAnsweredWithoutABody() throws IOException {
            try (KeptConnection connection = Asking.connect()) {
                connection.say("HEAD " + FORWARD + " HTTP/1.1\r\nHost: x\r\n\r\n");
                connection.say("HEAD " + FORWARD + " HTTP/1.1\r\nHost: x\r\n" + good() + "\r\n\r\n");
                assertThat(connection.head()).startsWith("http/1.1 401");
                assertThat(connection.head()).startsWith("http/1.1 200");
            }
        }

        @Test
        void fieldsMeantForTheResourceAreNotLookedAt() {
            Answer answer = Asking.get(
                    FORWARD,
                    good(),
                    "If-None-Match: *",
                    "If-Match: \"x\"",
                    "Range: bytes=0-0",
                    "Accept: ;;",
                    "Accept-Encoding: gzip",
                    "Expect: 100-continue",
                    "TE: trailers",
                    "Origin: https://evil.example",
                    "Sec-Fetch-Site: cross-site",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Version: 13");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(field(answer, "Content-Encoding")).isNull();
        }

        /** The proxy announces the body of an upload, and does not send it. */
        @Test
        void bodyIsNotWaitedFor() {
            Answer answer = Asking.get(
                    FORWARD, good(), "Content-Type: multipart/form-data; boundary=x", "Content-Length: 5368709120");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.closes()).isTrue();
        }

        @Test
        void cookiesAndALongAddressFit() {
            Answer answer = Asking.get(
                    "/guard/auth-request",
                    good(),
                    "Cookie: " + "c".repeat(24 * 1024),
                    "X-Original-URL: https://app.example/" + "p".repeat(7 * 1024));
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Nested
    class Refused {

        @ParameterizedTest
        @ValueSource(strings = {"Authorization: Basic dTpw", "Authorization: abc.def", "X: y"})
        void withoutABearerTokenNothingIsWrongWithAToken(String field) {
            Answer answer = Asking.get(FORWARD, field);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(field(answer, "WWW-Authenticate")).startsWith("bearer").doesNotContain("error");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Bearer", "Bearer abc", "bearer %%%", "Bearer a.b.c"})
        void unacceptableBearerTokenIsInvalid(String value) {
            Answer answer = Asking.get(FORWARD + "?optional=true", "Authorization: " + value);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(field(answer, "WWW-Authenticate")).contains("error=\"invalid_token\"");
        }

        @Test
        void twoAuthorizationFieldsAreRefusedAlsoWhereNoneIsRequired() {
            assertThat(Asking.get(FORWARD + "?optional=true", good(), good()).status())
                    .isEqualTo(401);
        }

        @Test
        void tokenOfAnEndedSessionIsRefusedAtOnce() {
            signInAnew();
            assertThat(Asking.get(FORWARD, good()).status()).isEqualTo(200);
            Api.bearer(token).post("/auth/logout").then().statusCode(204);
            assertThat(Asking.get(FORWARD, good()).status()).isEqualTo(401);
        }

        @Test
        void refusalIsAProblemAndRepeatsWhatANginxDrops() {
            Answer answer = Asking.get(FORWARD + "?role=admin", good());
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("\"code\":\"forbidden\"");
            assertThat(field(answer, "Content-Type")).isEqualTo("application/problem+json");
            assertThat(field(answer, "X-Auth-Status")).isEqualTo("403");
            assertThat(field(answer, "X-Auth-Code")).isEqualTo("forbidden");
            assertThat(field(answer, "X-Auth-Challenge")).isEqualTo(field(answer, "WWW-Authenticate"));
            assertThat(field(answer, "X-Auth-User-Id")).isNull();
        }

        @Test
        void tokenThatCannotBeJudgedIs503WithTheTimeToWait() {
            Pool.fault(Map.of("operation", "jwks", "kind", "drop"));
            try {
                String unknown = Pool.mint("foreign", Map.of("kid", "k" + System.nanoTime()), Asking.claims(token));
                Answer answer = Asking.get(FORWARD, bearer(unknown));
                for (int i = 0; answer.status() == 401 && i < 100; i++) {
                    answer = Asking.get(FORWARD, bearer(unknown));
                }
                assertThat(answer.status()).isEqualTo(503);
                assertThat(field(answer, "X-Auth-Retry-After")).isEqualTo(field(answer, "Retry-After"));
            } finally {
                Pool.healed();
            }
        }
    }

    @Nested
    class RequiringRolesAndScopes {

        @ParameterizedTest
        @CsvSource({
            "role=editors, 200",
            "role=admin, 403",
            "role=admin&role=editors, 200",
            "role=admin&role=editors&all_roles=true, 403",
            "role=readers&role=editors&all_roles=true, 200",
            "role=Editors, 403",
            "scope=aws.cognito.signin.user.admin, 200",
            "scope=api%2Fread, 403",
            "scope=aws.cognito.signin.user.admin&scope=api/read, 403",
            "kind=user, 200",
            "kind=machine, 403",
            "kind=machine&kind=user, 200",
            "pool=default, 200",
            "pool=partner, 403",
            "pool=partner&pool=default, 200"
        })
        void callerPassesWithWhatIsRequired(String query, int status) {
            String editor = with(Map.of("cognito:groups", List.of("editors", "readers")));
            assertThat(Asking.get(FORWARD + "?" + query, editor).status()).isEqualTo(status);
        }

        @Test
        void missingScopeIsNamed() {
            Answer answer = Asking.get(FORWARD + "?scope=api/read", good());
            assertThat(answer.body()).contains("\"code\":\"insufficient_scope\"");
            assertThat(field(answer, "WWW-Authenticate")).contains("scope=\"api/read\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "rol=admin",
                    "role",
                    "role=",
                    "role=a%20b",
                    "role=a+b",
                    "role=%c3",
                    "role=a&&role=b",
                    "=a",
                    "scope=a\"b",
                    "scope=%C3%A9",
                    "all_roles=true",
                    "all_roles=1&role=a",
                    "email=yes",
                    "email=true&email=true",
                    "kind=robot",
                    "pool=elsewhere",
                    "optional=true&role=admin",
                    "optional=true&scope=a",
                    "optional=true&email=true",
                    "optional=maybe"
                })
        void malformedQueryIs400ForAGoodTokenToo(String query) {
            Answer answer = Asking.get(FORWARD + "?" + query.replace("\"", "%22"), good());
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"invalid_input\"");
        }
    }

    @Nested
    class WhereACredentialIsOptional {

        @ParameterizedTest
        @ValueSource(strings = {"Authorization: Basic dTpw", "Authorization: abc.def", "X: y"})
        void nobodyMayPass(String field) {
            assertNobody(Asking.get(FORWARD + "?optional=true", field));
        }

        @Test
        void callerIsNamed() {
            Answer answer = Asking.get(FORWARD + "?optional=true", good());
            assertThat(field(answer, "X-Auth-User-Id")).isNotEmpty();
        }
    }

    @Nested
    class WithTheEmailAddress {
        private String email;

        @BeforeEach
        void signedIn() {
            email = Api.member();
            token = Api.signedIn(email).getString("access_token");
        }

        @Test
        void verifiedAddressIsNamed() {
            Answer answer = Asking.get(FORWARD + "?email=true", good());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(field(answer, "X-Auth-Email")).isEqualTo(email.toLowerCase(java.util.Locale.ROOT));
        }

        @Test
        void cognitoIsAskedOncePerSession() {
            Asking.get(FORWARD + "?email=true", good());
            int before = Pool.calls("GetUser");
            Asking.get(FORWARD + "?email=true", good());
            assertThat(Pool.calls("GetUser")).isEqualTo(before);
        }

        @Test
        void refusalOfCognitoIsRememberedForThisToken() {
            Pool.fault(Map.of(
                    "operation",
                    "GetUser",
                    "kind",
                    "error",
                    "error",
                    "NotAuthorizedException",
                    "message",
                    "Access Token has been revoked",
                    "times",
                    1));
            Map<String, Object> other = Map.of("jti", "another");
            assertThat(Asking.get(FORWARD + "?email=true", good()).status()).isEqualTo(401);
            int before = Pool.calls("GetUser");

            assertThat(Asking.get(FORWARD + "?email=true", good()).status()).isEqualTo(401);
            assertThat(Pool.calls("GetUser")).isEqualTo(before);
            assertThat(Asking.get(FORWARD + "?email=true", with(other)).status())
                    .isEqualTo(200);
        }

        @Test
        void callerWithoutAVerifiedAddressIsRefused() {
            Pool.change(email, Map.of("email_verified", false));
            Answer answer = Asking.get(FORWARD + "?email=true", good());
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("\"code\":\"insufficient_scope\"");
        }

        @Test
        void callerWithoutTheScopeIsRefused() {
            assertThat(Asking.get(FORWARD + "?email=true", with(Map.of("scope", "api/read")))
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void silentCognitoIs503() {
            Pool.fault(Map.of("operation", "GetUser", "kind", "drop"));
            try {
                assertThat(Asking.get(FORWARD + "?email=true", good()).status()).isEqualTo(503);
            } finally {
                Pool.healed();
            }
        }
    }

    @Nested
    class Machines {

        @Test
        void areRefusedUnlessTheyMayPass() {
            assertThat(Asking.get(FORWARD, bearer(Asking.machine(token, Map.of())))
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void haveAClientAndNoUserRolesOrAddress() {
            String machine = Asking.machine(token, Map.of("cognito:groups", List.of("admin"), "origin_jti", "x"));
            Answer answer = Asking.get(FORWARD + "?kind=machine", bearer(machine));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(field(answer, "X-Auth-Kind")).isEqualTo("machine");
            assertThat(field(answer, "X-Auth-User-Id")).isEmpty();
            assertThat(field(answer, "X-Auth-Roles")).isEmpty();
            assertThat(field(answer, "X-Auth-Email")).isEmpty();
            assertThat(field(answer, "X-Auth-Client-Id")).isNotEmpty();
            assertThat(field(answer, "X-Auth-Scopes")).isEqualTo("api/read");
        }

        @ParameterizedTest
        @ValueSource(strings = {"kind=machine&role=admin", "kind=machine&email=true"})
        void haveNoRoleOrAddressWhateverTheirTokenSays(String query) {
            String machine = Asking.machine(token, Map.of("cognito:groups", List.of("admin")));
            assertThat(Asking.get(FORWARD + "?" + query, bearer(machine)).status())
                    .isEqualTo(403);
        }

        @Test
        void areRefusedOnTheRoutesForUsers() {
            Api.me(Asking.machine(token, Map.of())).then().statusCode(403);
        }
    }

    @Nested
    class OfFurtherPools {

        @Test
        void callersPassWhereTheirPoolIsNamed() {
            String partner = with(Map.of("iss", PoolResource.PARTNER));
            Answer answer = Asking.get(FORWARD + "?pool=partner", partner);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(field(answer, "X-Auth-Pool")).isEqualTo("us-east-1_partner");
            assertThat(Asking.get(FORWARD, partner).status()).isEqualTo(403);
        }

        @Test
        void callersAreRefusedOnTheRoutesForUsers() {
            Api.me(Asking.like(token, Map.of("iss", PoolResource.PARTNER)))
                    .then()
                    .statusCode(403);
        }

        @Test
        void unlistedIssuerIsRefused() {
            assertThat(Asking.get(FORWARD + "?pool=partner", with(Map.of("iss", PoolResource.PARTNER + "2")))
                            .status())
                    .isEqualTo(401);
        }

        @Test
        void replicaRegionIsTheSamePool() {
            Answer answer = Asking.get(FORWARD, with(Map.of("iss", PoolResource.REPLICA)));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(field(answer, "X-Auth-Pool")).isEqualTo("eu-west-1_gatehouse");
        }

        @Test
        void signOutEverywhereEndsTheReplicasTokensAndNotThoseOfAnotherPool() {
            signInAnew();
            String replica = with(Map.of("iss", PoolResource.REPLICA));
            String partner = with(Map.of("iss", PoolResource.PARTNER));
            Api.bearer(token)
                    .contentType("application/json")
                    .body(Map.of("everywhere", true))
                    .post("/auth/logout")
                    .then()
                    .statusCode(204);
            assertThat(Asking.get(FORWARD, replica).status()).isEqualTo(401);
            assertThat(Asking.get(FORWARD + "?pool=partner", partner).status()).isEqualTo(200);
        }
    }

    @Nested
    class ExtAuthz {

        @Test
        void requirementIsInItsField() {
            assertThat(Asking.get(EXT + "/orders", good(), "X-Guard-Require: any")
                            .status())
                    .isEqualTo(200);
            assertThat(Asking.get(EXT + "/orders", good(), "X-Guard-Require: role=admin")
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void queryOfTheClientIsNotRead() {
            assertThat(Asking.get(EXT + "/?optional=true&nonsense", "X-Guard-Require: any")
                            .status())
                    .isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"X: y", "X-Guard-Require: rol=admin", "X-Guard-Require:", "X-Guard-Require: Any"})
        void withoutARequirementThatIsUnderstoodNobodyPasses(String field) {
            assertThat(Asking.get(EXT, good(), field).status()).isEqualTo(403);
        }

        @Test
        void repeatedRequirementIsRefused() {
            assertThat(Asking.get(EXT, good(), "X-Guard-Require: any", "X-Guard-Require: any")
                            .status())
                    .isEqualTo(403);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/guard/ext-authz/../../health/ready",
                    "/guard/ext-authz/%2e%2e/%2e%2e/health/live",
                    "/guard/ext-authz/..;/..;/metrics",
                    "/guard/ext-authz//../../health/live",
                    "/guard/ext-authz?x=/../health/live",
                    "/guard/ext-authz"
                })
        void nothingBehindThePrefixChoosesAnotherRoute(String target) {
            assertThat(Asking.get(target, "X-Guard-Require: any").status()).isEqualTo(401);
        }

        @Test
        void longPathIsADecisionToo() {
            assertThat(Asking.get(EXT + "/" + "p".repeat(12 * 1024), "X-Guard-Require: any")
                            .status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/guard/ext-authzx",
                "/guard/",
                "/guard",
                "/guard/forward-auth/x",
                "/guard/forward-auth/",
                "//guard/forward-auth",
                "/guard/%66orward-auth",
                "/x/../guard/forward-auth"
            })
    void otherSpellingsAreNoRoute(String target) {
        assertThat(Asking.get(target, good()).status()).isEqualTo(404);
    }
}
