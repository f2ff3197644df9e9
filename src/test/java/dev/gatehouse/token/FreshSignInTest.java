package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.Authenticator;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class FreshSignInTest {
    private JsonPath tokens;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        tokens = Api.signedIn(Api.member());
    }

    /** The session's token with this {@code auth_time}, issued now; without it for null. */
    private String signedInAt(Object authTime) {
        String payload = tokens.getString("access_token").split("\\.")[1];
        Map<String, Object> claims =
                new HashMap<>(JsonPath.from(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
                        .getMap(""));
        claims.put("iat", now());
        claims.put("exp", now() + 3600);
        claims.remove("auth_time");
        if (authTime != null) {
            claims.put("auth_time", authTime);
        }
        return Pool.mint("access", Map.of(), claims);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    /** The body is refused, 400, only after the sign-in is found recent. */
    private static Response change(String token) {
        return Api.bearer(token).body(Map.of("code", "x")).post("/auth/mfa/totp/confirm");
    }

    private static void assertNotFresh(Response response) {
        response.then()
                .statusCode(401)
                .body("code", equalTo("reauthentication_required"))
                .header("WWW-Authenticate", containsString("error=\"insufficient_user_authentication\""))
                .header("WWW-Authenticate", containsString("max_age=300"))
                .header("WWW-Authenticate", not(containsString("invalid_token")));
    }

    @Test
    void signInOfNowIsFresh() {
        change(tokens.getString("access_token")).then().statusCode(400);
    }

    @Test
    void signInOfAlmostFiveMinutesAgoIsFresh() {
        change(signedInAt(now() - 295)).then().statusCode(400);
    }

    @Test
    void signInAheadWithinTheClockSkewIsFresh() {
        change(signedInAt(now() + 30)).then().statusCode(400);
    }

    @Test
    void signInOfMoreThanFiveMinutesAgoIsNotFresh() {
        assertNotFresh(change(signedInAt(now() - 301)));
    }

    @Test
    void tokenWithoutTheTimeOfItsSignInIsNotFresh() {
        assertNotFresh(change(signedInAt(null)));
    }

    @Test
    void timeInMillisecondsIsNotFresh() {
        assertNotFresh(change(signedInAt(now() * 1000)));
    }

    @Test
    void negativeTimeIsNotFresh() {
        assertNotFresh(change(signedInAt(-1)));
    }

    @Test
    void timeFarAheadIsNotFresh() {
        assertNotFresh(change(signedInAt(now() + 3600)));
    }

    @Test
    void timeAsTextIsRefused() {
        change(signedInAt("1700000000")).then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/auth/mfa/totp",
        "POST,/auth/mfa/totp/confirm",
        "DELETE,/auth/mfa/totp",
        "PUT,/auth/mfa/preferred",
        "POST,/auth/passkeys/options",
        "POST,/auth/passkeys",
        "DELETE,/auth/passkeys/AQIDBA"
    })
    void everyChangeOfTheWaysIntoAnAccountNeedsOne(String method, String path) {
        assertNotFresh(Api.bearer(signedInAt(now() - 301)).request(method, path));
    }

    @Test
    void optionsForAPasskeyDoNotKeepTheSignInFresh() throws Exception {
        Pool.set(Map.of("passkeys", Map.of("relying_party_id", "localhost", "origins", List.of("https://localhost"))));
        String options = Api.bearer(signedInAt(now() - 290))
                .post("/auth/passkeys/options")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String credential = new Authenticator("https://localhost")
                .create(new ObjectMapper().readTree(options))
                .toString();

        assertNotFresh(Api.bearer(signedInAt(now() - 310)).body(credential).post("/auth/passkeys"));
    }

    @ParameterizedTest
    @CsvSource({"GET,/auth/mfa", "GET,/auth/me"})
    void readingNeedsNone(String method, String path) {
        Api.bearer(signedInAt(now() - 301)).request(method, path).then().statusCode(200);
    }

    @Test
    void strangerIsAskedForAToken() {
        Api.json().post("/auth/mfa/totp").then().statusCode(401).body("code", equalTo("authentication_required"));
    }

    @Nested
    class AfterARefresh {
        @Test
        void refreshedTokenIsNotFresh() {
            String refreshed = Api.refresh(tokens.getString("refresh_token"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("access_token");

            assertNotFresh(change(refreshed));
        }

        @Test
        void timeThatIsSetAnewDoesNotHelp() {
            Api.refresh(tokens.getString("refresh_token")).then().statusCode(200);

            assertNotFresh(change(signedInAt(now())));
        }

        @Test
        void anotherSignInOfTheAccountIsFresh() {
            String email = Api.member();
            Api.refresh(Api.signedIn(email).getString("refresh_token")).then().statusCode(200);

            change(Api.signedIn(email).getString("access_token")).then().statusCode(400);
        }
    }

    @Test
    void refusalComesBeforeAnyCallToCognito() {
        int before = Pool.calls("GetUser");

        assertNotFresh(Api.bearer(signedInAt(now() - 301)).post("/auth/mfa/totp"));

        assertThat(Pool.calls("GetUser")).isEqualTo(before);
    }
}
