package dev.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.gatehouse.support.Api;
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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PoolResource.class)
class SessionTest {
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

    private String refresh() {
        return tokens.getString("refresh_token");
    }

    private static Response logout(String accessToken, Map<String, ?> body) {
        return Api.bearer(accessToken).body(body).post("/auth/logout");
    }

    @Nested
    class Refreshing {
        @Test
        void worksWithoutThePassword() {
            String fresh = Api.refresh(refresh())
                    .then()
                    .statusCode(200)
                    .body("token_type", equalTo("Bearer"))
                    .body("expires_in", equalTo(3600))
                    .extract()
                    .path("access_token");

            Api.me(fresh).then().statusCode(200);
        }

        @Test
        void rotatesTheRefreshToken() {
            String rotated = Api.refresh(refresh()).path("refresh_token");

            assertThat(rotated).isNotNull().isNotEqualTo(refresh());
            Api.refresh(rotated).then().statusCode(200);
        }

        @Test
        void rotatedTokenUsedAfterItsGraceIsToldAsReuse() {
            Api.refresh(refresh()).then().statusCode(200);
            Pool.advance(11);

            Api.refresh(refresh()).then().statusCode(401).body("code", equalTo("reused_refresh_token"));
        }

        @Test
        void unknownRefreshTokenIsRefused() {
            Api.refresh("no-such-token").then().statusCode(401).body("code", equalTo("invalid_refresh_token"));
        }

        @Test
        void expiredRefreshTokenIsRefused() {
            Pool.advance(31L * 24 * 3600);

            Api.refresh(refresh()).then().statusCode(401).body("code", equalTo("invalid_refresh_token"));
        }

        @Test
        void isNeverCached() {
            Api.refresh(refresh()).then().header("Cache-Control", "no-store");
        }

        @Test
        void missingTokenIsNamed() {
            Api.post("/auth/refresh", Map.of())
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("refresh_token"));
        }
    }

    @Nested
    class LoggingOutHere {
        @Test
        void killsTheAccessToken() {
            logout(access(), Map.of("refresh_token", refresh()))
                    .then()
                    .statusCode(204)
                    .body(is(""));

            Api.judged(access()).then().statusCode(401).body("detail", equalTo("The token was revoked."));
        }

        @Test
        void killsTheRefreshToken() {
            logout(access(), Map.of("refresh_token", refresh())).then().statusCode(204);

            Api.refresh(refresh()).then().statusCode(401).body("code", equalTo("invalid_refresh_token"));
        }

        @Test
        void killsEveryAccessTokenOfThisSignIn() {
            JsonPath refreshed = Api.refresh(refresh()).jsonPath();

            logout(access(), Map.of("refresh_token", refreshed.getString("refresh_token")));

            Api.judged(refreshed.getString("access_token")).then().statusCode(401);
        }

        @Test
        void leavesOtherSignInsAlone() {
            String elsewhere = Api.signedIn(email).getString("access_token");

            logout(access(), Map.of("refresh_token", refresh())).then().statusCode(204);

            Api.me(elsewhere).then().statusCode(200);
        }

        @Test
        void worksWithTheBearerTokenAlone() {
            Api.bearer(access()).post("/auth/logout").then().statusCode(204);

            Api.judged(access()).then().statusCode(401);
        }

        @Test
        void refreshTokenThatWasNotGivenIsRefusedToo() {
            Api.bearer(access()).post("/auth/logout").then().statusCode(204);

            Api.refresh(refresh()).then().statusCode(401).body("code", equalTo("invalid_refresh_token"));
        }

        @Test
        void worksWithTheRefreshTokenAlone() {
            Api.post("/auth/logout", Map.of("refresh_token", refresh())).then().statusCode(204);

            Api.judged(access()).then().statusCode(401);
            Api.refresh(refresh()).then().statusCode(401);
        }

        @Test
        void worksWithTheRefreshTokenBesideABearerTokenThatIsRefused() {
            Api.bearer("not.a.token")
                    .body(Map.of("refresh_token", refresh()))
                    .post("/auth/logout")
                    .then()
                    .statusCode(204);

            Api.judged(access()).then().statusCode(401);
        }

        @Test
        void deadRefreshTokenIsAsGoodAsLoggedOut() {
            Api.post("/auth/logout", Map.of("refresh_token", "no-such-token"))
                    .then()
                    .statusCode(204);
        }

        /** Whoever holds a token that was exchanged before may be its owner or a thief: nobody goes on with it. */
        @Test
        void reusedRefreshTokenEndsItsSignIn() {
            String rotated = Api.refresh(refresh()).path("refresh_token");
            Pool.advance(11);
            Api.post("/auth/logout", Map.of("refresh_token", refresh())).then().statusCode(204);
            Api.refresh(rotated).then().statusCode(401).body("code", equalTo("invalid_refresh_token"));
        }

        @Test
        void twiceIsAsGoodAsOnce() {
            Api.post("/auth/logout", Map.of("refresh_token", refresh())).then().statusCode(204);

            Api.post("/auth/logout", Map.of("refresh_token", refresh())).then().statusCode(204);
        }

        @Test
        void withNeitherTokenIsRefused() {
            Api.post("/auth/logout", Map.of()).then().statusCode(401).body("code", equalTo("authentication_required"));
        }

        @Test
        void withARefusedBearerTokenAloneIsRefused() {
            Api.bearer("not.a.token")
                    .post("/auth/logout")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", notNullValue());
        }

        @Test
        void endsTheSignInHereEvenWhenCognitoIsAway() {
            Pool.fault(Map.of("operation", "RevokeToken", "kind", "status", "status", 500));

            logout(access(), Map.of("refresh_token", refresh())).then().statusCode(503);

            Api.judged(access()).then().statusCode(401);
        }
    }

    @Nested
    @Tag("proof")
    class LoggingOutEverywhere {
        @Test
        void killsTheTokensOfEverySignIn() {
            JsonPath elsewhere = Api.signedIn(email);

            logout(access(), Map.of("everywhere", true)).then().statusCode(204);

            Api.judged(access()).then().statusCode(401);
            Api.judged(elsewhere.getString("access_token")).then().statusCode(401);
            Api.refresh(elsewhere.getString("refresh_token")).then().statusCode(401);
        }

        @Test
        void worksWithTheRefreshTokenAlone() {
            JsonPath elsewhere = Api.signedIn(email);

            Api.post("/auth/logout", Map.of("refresh_token", refresh(), "everywhere", true))
                    .then()
                    .statusCode(204);

            Api.judged(elsewhere.getString("access_token")).then().statusCode(401);
        }

        /** A token of an old sign-in that was refreshed elsewhere since. */
        @Test
        void refreshedTokenOfAnOlderSignInIsRefusedHoweverNewItIs() {
            Map<String, Object> claims = claims(Api.signedIn(email).getString("access_token"));
            logout(access(), Map.of("everywhere", true)).then().statusCode(204);
            claims.put("iat", Instant.now().getEpochSecond() + 2);

            Api.judged(Pool.mint("access", Map.of(), claims)).then().statusCode(401);
        }

        @Test
        void whoSignsInAgainAtOnceIsInAndCanRefresh() {
            logout(access(), Map.of("everywhere", true)).then().statusCode(204);

            JsonPath again = Api.signedIn(email);
            Api.me(again.getString("access_token")).then().statusCode(200);
            Api.refresh(again.getString("refresh_token")).then().statusCode(200);
        }

        private static Map<String, Object> claims(String token) {
            byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
            return new HashMap<>(
                    JsonPath.from(new String(payload, StandardCharsets.UTF_8)).<String, Object>getMap(""));
        }

        @Test
        void leavesOtherPeopleAlone() {
            String other = Api.signedIn(Api.member()).getString("access_token");

            logout(access(), Map.of("everywhere", true)).then().statusCode(204);

            Api.me(other).then().statusCode(200);
        }
    }
}
