package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Jar;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PoolResource.class)
class AccountDeletionTest {
    private static final String ADMIN = "admin@example.com";

    private String email;
    private JsonPath tokens;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        email = Api.member();
        tokens = Api.signedIn(email);
    }

    @AfterEach
    void healed() {
        Pool.healed();
    }

    private String access() {
        return tokens.getString("access_token");
    }

    private static Response delete(String token) {
        return Api.bearer(token).delete("/auth/me");
    }

    private static String with(String jwt, Map<String, Object> changes) {
        byte[] payload = Base64.getUrlDecoder().decode(jwt.split("\\.")[1]);
        Map<String, Object> claims = new HashMap<>(
                JsonPath.from(new String(payload, StandardCharsets.UTF_8)).getMap(""));
        claims.putAll(changes);
        return Pool.mint("access", Map.of(), claims);
    }

    @Nested
    class OfAMember {
        @Test
        void accountIsGone() {
            delete(access()).then().statusCode(204);

            assertThat(Pool.has(email)).isFalse();
            Api.login(email, Api.PASSWORD).then().statusCode(401);
        }

        @Test
        void everySessionEndsHereAtOnce() {
            JsonPath other = Api.signedIn(email);
            delete(access()).then().statusCode(204);

            Api.judged(access()).then().statusCode(401);
            Api.judged(other.getString("access_token")).then().statusCode(401);
            Api.refresh(other.getString("refresh_token")).then().statusCode(401);
        }

        @Test
        void profileIsForgotten() {
            Api.me(access()).then().statusCode(200);
            delete(access()).then().statusCode(204);

            Api.me(access()).then().statusCode(401);
        }

        @Test
        void addressCanBeRegisteredAgain() {
            delete(access()).then().statusCode(204);
            Api.register(email).then().statusCode(202);
            Api.verify(email);

            assertThat(Pool.has(email)).isTrue();
        }

        @Test
        void sessionsOfOthersGoOn() {
            String other = Api.signedIn(Api.member()).getString("access_token");
            delete(access()).then().statusCode(204);

            Api.me(other).then().statusCode(200);
        }

        @Test
        void cookiesAreDeleted() {
            Jar jar = Jar.signedIn(email);
            jar.take(jar.request().delete("/auth/me")).then().statusCode(204);

            assertThat(jar.cookies()).isEmpty();
            assertThat(Pool.has(email)).isFalse();
        }

        @Test
        void pageOfAnotherSiteCannotDoItByCookie() {
            Jar.signedIn(email)
                    .withoutOrigin()
                    .header("Sec-Fetch-Site", "cross-site")
                    .delete("/auth/me")
                    .then()
                    .statusCode(403);

            assertThat(Pool.has(email)).isTrue();
        }
    }

    @Nested
    class Refused {
        @Test
        void withoutAToken() {
            Api.json().delete("/auth/me").then().statusCode(401);
        }

        @Test
        void withoutARecentSignIn() {
            long now = Instant.now().getEpochSecond();

            delete(with(access(), Map.of("iat", now, "exp", now + 3600, "auth_time", now - 3600)))
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("reauthentication_required"));
            assertThat(Pool.has(email)).isTrue();
        }

        @Test
        void withoutTheScopeAndEndsNothing() {
            delete(with(access(), Map.of("scope", "openid")))
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("insufficient_scope"));

            Api.judged(access()).then().statusCode(400);
        }

        @Test
        void withAnotherWordThanTrueOrFalse() {
            Api.bearer(access())
                    .delete("/auth/me?own=yes")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("own"));
        }
    }

    /** Whatever became of it at Cognito: a session that goes on could only be a stolen one's. */
    @Test
    void failureOfCognitoEndsTheSessionsHereAllTheSame() {
        Pool.fault(Map.of("operation", "DeleteUser", "kind", "status", "status", 500));
        delete(access()).then().statusCode(503);

        Api.judged(access()).then().statusCode(401);
        assertThat(Pool.has(email)).isTrue();
    }

    @Nested
    class OfAnAdministrator {
        private String admin;

        @BeforeEach
        void signedIn() {
            admin = Api.signedIn(ADMIN, "admin-Passw0rd!").getString("access_token");
        }

        @Test
        void lastOneStays() {
            Api.bearer(admin)
                    .delete("/auth/me?own=true")
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("last_administrator"));

            assertThat(Pool.has(ADMIN)).isTrue();
            Api.judged(admin).then().statusCode(400);
        }

        @Test
        void losesTheRoleOnlyIfTheRequestSaysSo() {
            Pool.change(email, Map.of("groups", List.of("admin")));
            delete(admin).then().statusCode(409).body("code", equalTo("own_role"));

            assertThat(Pool.has(ADMIN)).isTrue();
        }

        @Test
        void isDeletedIfAnotherIsLeft() {
            Pool.change(email, Map.of("groups", List.of("admin")));
            Api.bearer(admin).delete("/auth/me?own=true").then().statusCode(204);

            assertThat(Pool.has(ADMIN)).isFalse();
        }
    }
}
