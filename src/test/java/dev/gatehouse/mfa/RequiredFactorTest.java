package dev.gatehouse.mfa;

import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.limit.LimitedPool;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.AuthenticatorApp;
import dev.gatehouse.support.Pool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool that requires a second factor, with limits. */
@QuarkusTest
@WithTestResource(LimitedPool.class)
class RequiredFactorTest {
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static int addresses;

    private String email;
    private String token;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("totp", "sms")));
        email = Api.someone();
        post("/auth/register", Map.of("email", email, "password", Api.PASSWORD))
                .then()
                .statusCode(202);
        post("/auth/verify", Map.of("email", email, "code", Pool.codeFor(email)))
                .then()
                .statusCode(204);
        token = signIn().path("access_token");
    }

    private static Response post(String path, Map<String, ?> body) {
        addresses++;
        return Api.json()
                .header("X-Forwarded-For", "198.19." + addresses / 256 + "." + addresses % 256)
                .body(body)
                .post(path);
    }

    private Response signIn() {
        return post("/auth/login", Map.of("email", email, "password", Api.PASSWORD));
    }

    private static Response answer(Response challenge, String code) {
        return post(
                "/auth/challenge",
                Map.of("challenge_token", challenge.<String>path("challenge_token"), "answers", Map.of("code", code)));
    }

    private Response call(String method, String path, Map<String, ?> body) {
        addresses++;
        return Api.bearer(token)
                .header("X-Forwarded-For", "198.19." + addresses / 256 + "." + addresses % 256)
                .body(body)
                .request(method, path);
    }

    private Response confirm(String code) {
        return call("POST", "/auth/mfa/totp/confirm", Map.of("code", code));
    }

    private String begin() {
        return call("POST", "/auth/mfa/totp", Map.of())
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
    }

    @Test
    void lastFactorCannotBeRemoved() {
        confirm(AuthenticatorApp.code(begin(), 0)).then().statusCode(204);

        call("DELETE", "/auth/mfa/totp", Map.of()).then().statusCode(409).body("code", equalTo("factor_required"));

        signIn().then().body("challenge", equalTo("SOFTWARE_TOKEN_MFA"));
    }

    @Test
    void oneOfTwoCanBeRemoved() {
        Pool.change(email, Map.of("phone_number", "+15555550100"));
        Pool.call(
                "SetUserMFAPreference",
                new HashMap<>(Map.of(
                        "AccessToken", token, "SMSMfaSettings", Map.of("Enabled", true, "PreferredMfa", false))));
        confirm(AuthenticatorApp.code(begin(), 0)).then().statusCode(204);

        call("DELETE", "/auth/mfa/totp", Map.of()).then().statusCode(204);

        signIn().then().body("challenge", equalTo("SMS_MFA"));
    }

    @Test
    void setUpsAreLimitedPerAccount() {
        for (int i = 0; i < 3; i++) {
            begin();
        }

        call("POST", "/auth/mfa/totp", Map.of()).then().statusCode(429).body("code", equalTo("rate_limited"));
    }

    @Test
    void wrongFirstCodesInASignInDelayTheRightOneOfALaterSignIn() {
        Pool.set(Map.of(
                "first_factors",
                List.of("PASSWORD"),
                "mfa",
                "ON",
                "mfa_methods",
                List.of("totp"),
                "next_totp_secret",
                SECRET));
        for (int i = 0; i < 3; i++) {
            answer(signIn(), "000000").then().statusCode(400).body("code", equalTo("invalid_code"));
        }

        answer(signIn(), AuthenticatorApp.code(SECRET, 0))
                .then()
                .statusCode(429)
                .body("code", equalTo("too_many_attempts"));
    }

    /** The count is that of challenges, per account. */
    @Test
    void wrongFirstCodesDelayAnswersToChallenges() {
        Pool.change(email, Map.of("totp_secret", SECRET));
        for (int i = 0; i < 3; i++) {
            confirm("000000").then().statusCode(400).body("code", equalTo("invalid_code"));
        }

        answer(signIn(), AuthenticatorApp.code(SECRET, 0))
                .then()
                .statusCode(429)
                .body("code", equalTo("too_many_attempts"));
    }
}
