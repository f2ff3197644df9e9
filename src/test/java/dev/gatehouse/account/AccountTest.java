package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PoolResource.class)
class AccountTest {
    private String email;
    private JsonPath tokens;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        email = Api.member();
        tokens = Api.signedIn(email);
    }

    private String access() {
        return tokens.getString("access_token");
    }

    /** The caller's token, with another scope. */
    private String withScope(String scope) {
        byte[] payload = Base64.getUrlDecoder().decode(access().split("\\.")[1]);
        Map<String, Object> claims = new HashMap<>(
                JsonPath.from(new String(payload, StandardCharsets.UTF_8)).getMap(""));
        claims.put("scope", scope);
        return Pool.mint("access", Map.of(), claims);
    }

    @Nested
    class Me {
        @Test
        void tellsWhoTheCallerIs() {
            Api.me(access())
                    .then()
                    .statusCode(200)
                    .body("user_id", equalTo(Pool.user(email).getString("username")))
                    .body("email", equalTo(email))
                    .body("email_verified", equalTo(true))
                    .body("roles", equalTo(List.of()))
                    .body("scopes", equalTo(List.of("aws.cognito.signin.user.admin")))
                    .body("expires_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
        }

        /** So many groups as Cognito lets a user be in, with long names, make a token of 17 KB. */
        @Test
        void tellsTheRolesOfAMemberOfAHundredGroups() {
            List<String> groups = IntStream.range(100, 200)
                    .mapToObj(i -> i + "-" + "g".repeat(116))
                    .toList();
            Pool.change(email, Map.of("groups", groups));
            String token = Api.signedIn(email).getString("access_token");
            assertThat(token).hasSizeGreaterThan(16 * 1024);
            Api.me(token).then().statusCode(200).body("roles", equalTo(groups));
        }

        /** As of machines. */
        @Test
        void tokenWithoutTheScopeForItIsToldWhichIsMissing() {
            Api.me(withScope("openid profile"))
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("insufficient_scope"))
                    .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""))
                    .header("WWW-Authenticate", containsString("scope=\"aws.cognito.signin.user.admin\""));
        }

        /** What another token of the session was told before is not for this one. */
        @Test
        void profileThatIsKnownAlreadyIsNotShownWithoutTheScope() {
            Api.me(access()).then().statusCode(200);
            Api.me(withScope("")).then().statusCode(403).body("code", equalTo("insufficient_scope"));
        }

        @Test
        void rolesAreTheGroupsOfThePool() {
            Pool.change(email, Map.of("groups", List.of("editor", "admin")));

            Api.me(Api.signedIn(email).getString("access_token"))
                    .then()
                    .body("roles", equalTo(List.of("admin", "editor")));
        }

        @Test
        void isNeverCached() {
            Api.me(access()).then().header("Cache-Control", "no-store");
        }

        @Test
        void emailIsReadOncePerSignIn() {
            int before = Pool.calls("GetUser");
            Api.me(access());
            Api.me(access());

            assertThat(Pool.calls("GetUser") - before).isEqualTo(1);
        }

        @Test
        void concurrentAsksShareOneRead() throws Exception {
            Pool.fault(Map.of("operation", "GetUser", "kind", "delay", "delay_ms", 300));
            int before = Pool.calls("GetUser");
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<Integer> ask = () -> Api.me(access()).statusCode();
                List<Future<Integer>> answers = threads.invokeAll(
                        IntStream.range(0, 16).mapToObj(i -> ask).toList());
                for (Future<Integer> answer : answers) {
                    assertThat(answer.get()).isEqualTo(200);
                }
            }

            assertThat(Pool.calls("GetUser") - before).isEqualTo(1);
        }

        @Test
        void failedReadIsNotRemembered() {
            Pool.fault(Map.of("operation", "GetUser", "kind", "status", "status", 500));
            Api.me(access()).then().statusCode(503);
            Pool.healed();

            Api.me(access()).then().statusCode(200);
        }
    }

    @Nested
    @Tag("proof")
    class ChangingThePassword {
        private Response change(String current, String fresh) {
            return Api.bearer(access())
                    .body(Map.of("current_password", current, "new_password", fresh))
                    .post("/auth/change-password");
        }

        @Test
        void tokenWithoutTheScopeForItChangesNothing() {
            Api.bearer(withScope("openid"))
                    .body(Map.of("current_password", Api.PASSWORD, "new_password", Api.OTHER_PASSWORD))
                    .post("/auth/change-password")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("insufficient_scope"));

            Api.login(email, Api.PASSWORD).then().statusCode(200);
        }

        @Test
        void newPasswordWorksInPlaceOfTheOld() {
            change(Api.PASSWORD, Api.OTHER_PASSWORD).then().statusCode(204);

            Api.login(email, Api.OTHER_PASSWORD).then().statusCode(200);
            Api.login(email, Api.PASSWORD).then().statusCode(401);
        }

        @Test
        void endsTheAccessTokensOfOtherSessions() {
            JsonPath elsewhere = Api.signedIn(email);
            change(Api.PASSWORD, Api.OTHER_PASSWORD).then().statusCode(204);

            Api.judged(elsewhere.getString("access_token")).then().statusCode(401);
        }

        @Test
        void endsTheRefreshTokensOfOtherSessionsAtCognitoTooWhenTheyAreUsed() {
            String elsewhere = Api.signedIn(email).getString("refresh_token");
            int before = Pool.calls("RevokeToken");
            change(Api.PASSWORD, Api.OTHER_PASSWORD).then().statusCode(204);

            Api.refresh(elsewhere).then().statusCode(401).body("code", equalTo("invalid_refresh_token"));
            assertThat(Pool.calls("RevokeToken")).isEqualTo(before + 1);
        }

        @Test
        void leavesTheSessionThatAsksAlone() {
            JsonPath session = Api.signedIn(email);
            Api.bearer(session.getString("access_token"))
                    .body(Map.of("current_password", Api.PASSWORD, "new_password", Api.OTHER_PASSWORD))
                    .post("/auth/change-password")
                    .then()
                    .statusCode(204);

            Api.me(session.getString("access_token")).then().statusCode(200);
            Api.refresh(session.getString("refresh_token")).then().statusCode(200);
        }

        @Test
        void leavesLaterSignInsAlone() {
            change(Api.PASSWORD, Api.OTHER_PASSWORD).then().statusCode(204);
            JsonPath later = Api.signedIn(email, Api.OTHER_PASSWORD);

            Api.me(later.getString("access_token")).then().statusCode(200);
            Api.refresh(later.getString("refresh_token")).then().statusCode(200);
        }

        @Test
        void wrongCurrentPasswordIsRefused() {
            change("not-my-password", Api.OTHER_PASSWORD)
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid_current_password"));
        }

        @Test
        void weakPasswordIsRefusedWithTheRuleThatItBreaks() {
            change(Api.PASSWORD, "short").then().statusCode(422).body("errors[0].field", equalTo("new_password"));
        }

        @Test
        void sixthAttemptOfAnHourIs429() {
            for (int i = 0; i < 5; i++) {
                change("not-my-password", Api.OTHER_PASSWORD);
            }

            change(Api.PASSWORD, Api.OTHER_PASSWORD).then().statusCode(429).header("Retry-After", "3600");
        }
    }
}
