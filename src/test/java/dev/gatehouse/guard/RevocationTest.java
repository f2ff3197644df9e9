package dev.gatehouse.guard;

import static dev.gatehouse.guard.Services.asReader;
import static dev.gatehouse.guard.Services.asRevoker;
import static dev.gatehouse.guard.Services.basic;
import static dev.gatehouse.guard.Services.form;
import static dev.gatehouse.guard.Services.introspect;
import static dev.gatehouse.guard.Services.machine;
import static dev.gatehouse.guard.Services.minted;
import static dev.gatehouse.guard.Services.revoke;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7009. That it counts on every replica is in SharedServiceIT. */
@QuarkusTest
@WithTestResource(ServicesPool.class)
class RevocationTest {
    private JsonPath tokens;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        tokens = Api.signedIn("demo@example.com", "demo-Passw0rd!");
    }

    private String access() {
        return tokens.getString("access_token");
    }

    private String refresh() {
        return tokens.getString("refresh_token");
    }

    private static void assertDone(Response answer) {
        answer.then().statusCode(200).header("Cache-Control", "no-store").body(is(""));
    }

    private static void assertActive(String token, boolean active) {
        introspect(token).then().statusCode(200).body("active", equalTo(active));
    }

    private static Response decision(String token) {
        return Api.bearer(token).get("/guard/forward-auth?kind=user&kind=machine");
    }

    @Nested
    class AccessToken {
        @ParameterizedTest
        @ValueSource(
                strings = {"", "&token_type_hint=access_token", "&token_type_hint=refresh_token", "&token_type_hint=x"})
        void isRefusedAtOnceWhateverTheHint(String hint) {
            assertActive(access(), true);

            assertDone(asRevoker("token=" + access() + hint).post("/oauth2/revoke"));

            assertActive(access(), false);
            Api.judged(access()).then().statusCode(401);
            decision(access()).then().statusCode(401);
        }

        @Test
        void endsItsWholeSession() {
            JsonPath refreshed = Api.refresh(refresh()).jsonPath();

            assertDone(revoke(access()));

            assertActive(refreshed.getString("access_token"), false);
            Api.refresh(refreshed.getString("refresh_token")).then().statusCode(401);
        }

        @Test
        void leavesOtherSessionsAlone() {
            String other = Api.signedIn("demo@example.com", "demo-Passw0rd!").getString("access_token");

            assertDone(revoke(access()));

            assertActive(other, true);
        }

        @Test
        void twiceIsAsGoodAsOnce() {
            assertDone(revoke(access()));

            assertDone(revoke(access()));
        }

        @Test
        void ofAMachineEndsThatTokenOnly() {
            String one = minted(machine());
            String other = minted(machine());

            assertDone(revoke(one));

            assertActive(one, false);
            assertActive(other, true);
            decision(one).then().statusCode(401);
            decision(other)
                    .then()
                    .statusCode(200)
                    .header("X-Auth-User-Id", "")
                    .header("X-Auth-Client-Id", ServicesPool.MACHINE);
        }
    }

    @Nested
    class RefreshToken {
        @ParameterizedTest
        @ValueSource(strings = {"", "&token_type_hint=access_token", "&token_type_hint=refresh_token"})
        void endsItsSessionHereAndAtCognito(String hint) {
            assertDone(asRevoker("token=" + refresh() + hint).post("/oauth2/revoke"));

            assertActive(access(), false);
            assertThat(Pool.calls("RevokeToken")).isOne();
            Api.refresh(refresh()).then().statusCode(401).body("code", equalTo("invalid_refresh_token"));
        }

        @Test
        void usedBeforeEndsItsSessionAtCognito() {
            String rotated = Api.refresh(refresh()).path("refresh_token");
            Pool.advance(11);

            assertDone(revoke(refresh()));

            Api.refresh(rotated).then().statusCode(401);
        }

        @Test
        void isUnknownToAClientThatMayNotRevokeThoseOfTheOwnAppClient() {
            assertDone(form("token=" + refresh())
                    .header("Authorization", basic(ServicesPool.STRANGER, ServicesPool.STRANGER_SECRET))
                    .post("/oauth2/revoke"));

            assertThat(Pool.calls("GetTokensFromRefreshToken")).isZero();
            assertActive(access(), true);
            Api.refresh(refresh()).then().statusCode(200);
        }

        @Test
        void isTriedAgainLaterIfCognitoDoesNotAnswer() {
            Pool.fault(Map.of("operation", "GetTokensFromRefreshToken", "kind", "status", "status", 500));

            revoke(refresh())
                    .then()
                    .statusCode(503)
                    .contentType("application/json")
                    .header("Retry-After", matchesPattern("\\d+"))
                    .body("error", equalTo("temporarily_unavailable"));

            Pool.healed();
        }

        @Test
        void endsItsSessionHereEvenIfCognitoDoesNotRevokeIt() {
            Pool.fault(Map.of("operation", "RevokeToken", "kind", "status", "status", 500));

            revoke(refresh()).then().statusCode(503).header("Retry-After", matchesPattern("\\d+"));

            Pool.healed();
            assertActive(access(), false);
        }
    }

    @Nested
    class UnknownToken {
        @ParameterizedTest
        @ValueSource(strings = {"x", "a.b.c", "%00", "a.b.c.d.e", "x&token_type_hint=foo"})
        void isSuccess(String token) {
            assertDone(revoke(token));
        }

        /** Of three parts, it can be no refresh token: the pool is not asked. */
        @Test
        void thatIsSignedCostsNoCall() {
            assertDone(revoke(tokens.getString("id_token")));
            assertDone(revoke(Pool.mint("foreign", Map.of(), machine())));

            assertThat(Pool.calls("GetTokensFromRefreshToken")).isZero();
        }

        @Test
        void thatHasExpiredIsSuccess() {
            Map<String, Object> claims = machine();
            claims.put("exp", ((Number) claims.get("iat")).longValue() - 3600);

            assertDone(revoke(minted(claims)));
        }

        @Test
        void ofAPoolThatIsNotListedIsSuccess() {
            Map<String, Object> claims = machine();
            claims.put("iss", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Other");

            assertDone(revoke(minted(claims)));
        }

        @Test
        void thatIsEmptyIsAnInvalidRequest() {
            revoke("").then().statusCode(400).body("error", equalTo("invalid_request"));
        }
    }

    @Nested
    class ClientWithoutPermission {
        @ParameterizedTest
        @ValueSource(strings = {"access_token", "refresh_token", "id_token"})
        void mayRevokeNothingByDefault(String kind) {
            asReader("token=" + tokens.getString(kind))
                    .post("/oauth2/revoke")
                    .then()
                    .statusCode(400)
                    .contentType("application/json")
                    .header("Cache-Control", "no-store")
                    .body("error", equalTo("unauthorized_client"));

            assertActive(access(), true);
            Api.refresh(refresh()).then().statusCode(200);
        }

        @Test
        void mayNotRevokeTokensOfAnAppClientThatIsNotListed() {
            form("token=" + access())
                    .header("Authorization", basic(ServicesPool.STRANGER, ServicesPool.STRANGER_SECRET))
                    .post("/oauth2/revoke")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("unauthorized_client"));

            assertActive(access(), true);
        }
    }
}
