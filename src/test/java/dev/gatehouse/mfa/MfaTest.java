package dev.gatehouse.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.identity.QrSvg;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.AuthenticatorApp;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class MfaTest {
    private static final String TOTP = "methods.find { it.type == 'totp' }.enabled";
    private static final String SMS = "methods.find { it.type == 'sms' }.enabled";

    private String email;
    private String token;

    @BeforeEach
    void signedIn() {
        Pool.reset();
        Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("totp", "sms")));
        email = Api.member();
        token = Api.signedIn(email).getString("access_token");
    }

    @AfterEach
    void healed() {
        Pool.healed();
    }

    private Response factors() {
        return Api.bearer(token)
                .get("/auth/mfa")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private String begin() {
        return Api.bearer(token)
                .post("/auth/mfa/totp")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
    }

    private Response confirm(Map<String, ?> body) {
        return Api.bearer(token).body(body).post("/auth/mfa/totp/confirm");
    }

    private Response confirm(String secret, int stepsAhead) {
        return confirm(Map.of("code", AuthenticatorApp.code(secret, stepsAhead)));
    }

    private Response remove() {
        return Api.bearer(token).delete("/auth/mfa/totp");
    }

    private Response prefer(String type) {
        return Api.bearer(token).body(Map.of("type", type)).put("/auth/mfa/preferred");
    }

    private void phone() {
        Pool.change(email, Map.of("phone_number", "+15555550100"));
        Pool.call(
                "SetUserMFAPreference",
                Map.of("AccessToken", token, "SMSMfaSettings", Map.of("Enabled", true, "PreferredMfa", false)));
    }

    private Response nextSignIn() {
        return Api.login(email, Api.PASSWORD).then().statusCode(200).extract().response();
    }

    private static Response answer(Response challenge, String code) {
        return Api.post(
                "/auth/challenge",
                Map.of("challenge_token", challenge.<String>path("challenge_token"), "answers", Map.of("code", code)));
    }

    @Nested
    class BeginningAnAuthenticatorApp {
        @Test
        void givesTheKeyInThreeForms() {
            Response begun = Api.bearer(token).post("/auth/mfa/totp");

            begun.then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("otpauth_uri", startsWith("otpauth://totp/Gatehouse:" + email.replace("@", "%40") + "?"))
                    .body("otpauth_uri", containsString("secret=" + begun.path("secret") + "&"))
                    .body("qr_svg", equalTo(QrSvg.of(begun.path("otpauth_uri"))));
        }

        @Test
        void changesNothingYet() {
            begin();

            factors().then().body("preferred", nullValue()).body(TOTP, equalTo(false));
            nextSignIn().then().body("status", equalTo("signed_in"));
        }

        @Test
        void leavesTheFormerOneInForce() {
            String former = begin();
            confirm(former, -1).then().statusCode(204);
            begin();

            answer(nextSignIn(), AuthenticatorApp.code(former, 0)).then().statusCode(200);
        }

        @Test
        void isRefusedWhereThePoolHasNone() {
            Pool.set(Map.of("mfa", "OFF"));

            Api.bearer(token)
                    .post("/auth/mfa/totp")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("method_not_available"));
        }
    }

    @Nested
    class ConfirmingIt {
        @Test
        void enablesAndPrefersIt() {
            confirm(begin(), 0).then().statusCode(204);

            factors().then().body("preferred", equalTo("totp")).body(TOTP, equalTo(true));
            nextSignIn().then().body("challenge", equalTo("SOFTWARE_TOKEN_MFA"));
        }

        @Test
        void preferredFactorGivesWay() {
            phone();
            prefer("sms").then().statusCode(204);

            confirm(begin(), 0).then().statusCode(204);

            factors().then().body("preferred", equalTo("totp")).body(SMS, equalTo(true));
        }

        @Test
        void wrongCodeLeavesTheSameKeyToConfirm() {
            String secret = begin();
            confirm(Map.of("code", "000000")).then().statusCode(400).body("code", equalTo("invalid_code"));

            confirm(secret, 0).then().statusCode(204);
        }

        @Test
        void withoutAKeyThatWasBegunIsRefusedAsAWrongCode() {
            confirm(Map.of("code", "000000")).then().statusCode(400).body("code", equalTo("invalid_code"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"81804", "0818041", " 081804", "\u0660\u0661\u0662\u0663\u0664\u0665", ""})
        void codeOfAnotherFormIsRefusedWithoutACall(String code) {
            begin();
            int before = Pool.calls("VerifySoftwareToken");

            confirm(Map.of("code", code)).then().statusCode(400).body("errors[0].field", equalTo("code"));

            assertThat(Pool.calls("VerifySoftwareToken")).isEqualTo(before);
        }

        @Test
        void usesItsCodeUp() {
            String secret = begin();
            String code = AuthenticatorApp.code(secret, 0);
            confirm(Map.of("code", code)).then().statusCode(204);
            Response challenge = nextSignIn();

            answer(challenge, code).then().statusCode(400).body("code", equalTo("invalid_code"));

            answer(challenge, AuthenticatorApp.code(secret, 1)).then().statusCode(200);
        }

        @Test
        void numberIsNoCode() {
            confirm(Map.of("code", 123456)).then().statusCode(400).body("code", equalTo("invalid_input"));
        }

        @Test
        void nameIsShownWithTheChallenge() {
            Map<String, String> named = new HashMap<>(Map.of("name", "Ann's phone"));
            named.put("code", AuthenticatorApp.code(begin(), 0));
            confirm(named).then().statusCode(204);

            assertThat(nextSignIn().body().asString()).contains("Ann's phone");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\nb", "", "more than sixty-four characters, which is more than an app's name has"})
        void nameOfAnotherFormIsRefused(String name) {
            confirm(Map.of("code", "000000", "name", name))
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("name"));
        }

        @Test
        void canBeRepeatedAfterThePreferenceFailed() {
            String secret = begin();
            Pool.fault(Map.of(
                    "operation",
                    "SetUserMFAPreference",
                    "kind",
                    "error",
                    "error",
                    "InternalErrorException",
                    "times",
                    3));
            confirm(secret, -1).then().statusCode(503);
            factors().then().body(TOTP, equalTo(false));

            confirm(secret, 0).then().statusCode(204);
        }
    }

    @Nested
    class RemovingIt {
        @Test
        void signInsNoLongerAskForIt() {
            confirm(begin(), 0);

            remove().then().statusCode(204);

            factors().then().body(TOTP, equalTo(false)).body("preferred", nullValue());
            nextSignIn().then().body("status", equalTo("signed_in"));
        }

        @Test
        void otherFactorIsAskedFor() {
            phone();
            confirm(begin(), 0);

            remove().then().statusCode(204);

            nextSignIn().then().body("challenge", equalTo("SMS_MFA"));
        }

        @Test
        void changesNothingWhereThereIsNone() {
            int before = Pool.calls("SetUserMFAPreference");

            remove().then().statusCode(204);

            assertThat(Pool.calls("SetUserMFAPreference")).isEqualTo(before);
        }
    }

    @Nested
    class PreferringOne {
        @Test
        void signInsAskForItFirst() {
            phone();
            confirm(begin(), 0);

            prefer("sms").then().statusCode(204);

            factors().then().body("preferred", equalTo("sms")).body(TOTP, equalTo(true));
            nextSignIn().then().body("challenge", equalTo("SMS_MFA"));
        }

        @Test
        void thatIsNotEnabledIsRefused() {
            prefer("sms").then().statusCode(400).body("errors[0].field", equalTo("type"));
        }

        @Test
        void thatDoesNotExistIsRefused() {
            prefer("carrier-pigeon").then().statusCode(400).body("errors[0].field", equalTo("type"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"factor_setup", "factor_enrollment", "factor_preference", "factor_removal"})
    void everyChangeIsASecurityEvent(String event) {
        phone();
        float before = events(event);

        confirm(begin(), 0).then().statusCode(204);
        prefer("sms").then().statusCode(204);
        remove().then().statusCode(204);

        assertThat(events(event)).isEqualTo(before + 1);
    }

    private static float events(String event) {
        Number events = Api.json().get("/metrics").path("auth." + event + ".success");
        return events == null ? 0 : events.floatValue();
    }
}
