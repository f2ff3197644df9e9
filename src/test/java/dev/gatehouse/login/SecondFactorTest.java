package dev.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.support.Api;
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

/** The challenges after a correct password. The codes of the authenticator app are those of RFC 6238's test secret. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class SecondFactorTest {
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final long CLOCK = 1_111_111_109;
    private static final String CODE = "081804";
    private static final String NEXT_CODE = "050471";

    private String email;

    @BeforeEach
    void freshPool() {
        Pool.reset();
        email = Api.member();
        Pool.setClock(CLOCK);
    }

    @AfterEach
    void poolOfToday() {
        Pool.reset();
    }

    private String challenged(String name) {
        return Api.login(email, Api.PASSWORD)
                .then()
                .statusCode(200)
                .body("challenge", equalTo(name))
                .extract()
                .path("challenge_token");
    }

    private static Response answer(String token, Map<String, ?> answers) {
        return Api.post("/auth/challenge", Map.of("challenge_token", token, "answers", answers));
    }

    private static Response code(String token, Object code) {
        return answer(token, Map.of("code", code));
    }

    @Nested
    class AnAuthenticatorApp {
        private String token;

        @BeforeEach
        void setUp() {
            Pool.change(email, Map.of("totp_secret", SECRET));
            token = challenged("SOFTWARE_TOKEN_MFA");
        }

        @Test
        void completesTheSignIn() {
            code(token, CODE).then().statusCode(200).body("status", equalTo("signed_in"));
        }

        @Test
        void canBeAskedAgainAfterAWrongCode() {
            code(token, "000000").then().statusCode(400).body("code", equalTo("invalid_code"));

            code(token, CODE).then().statusCode(200);
        }

        @Test
        void acceptsNoCodeTwice() {
            code(token, CODE).then().statusCode(200);
            String second = challenged("SOFTWARE_TOKEN_MFA");
            Response used = code(second, CODE);

            assertThat(withoutId(used)).isEqualTo(withoutId(code(second, "000000")));
        }

        @Test
        void acceptsTheNextCodeAfterAUsedOne() {
            code(token, CODE).then().statusCode(200);
            String second = challenged("SOFTWARE_TOKEN_MFA");
            code(second, CODE).then().statusCode(400).body("code", equalTo("invalid_code"));
            Pool.setClock(CLOCK + 2);

            code(second, NEXT_CODE).then().statusCode(200);
        }

        @Test
        void isAskedOncePerChallenge() {
            code(token, CODE).then().statusCode(200);
            Pool.setClock(CLOCK + 2);

            code(token, NEXT_CODE).then().statusCode(401).body("code", equalTo("invalid_challenge"));
        }

        @Test
        void isNotAskedAfterTheSessionsLife() {
            Pool.setClock(CLOCK + 181);

            code(token, "266759").then().statusCode(401).body("code", equalTo("invalid_challenge"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"81804", "123456789", " 081804"})
        void isNotAskedWithAMalformedCode(String malformed) {
            int before = Pool.calls("RespondToAuthChallenge");
            code(token, malformed).then().statusCode(400).body("errors[0].field", equalTo("answers.code"));

            assertThat(Pool.calls("RespondToAuthChallenge")).isEqualTo(before);
        }

        @Test
        void isNotAskedWithANumber() {
            code(token, 1_234_567).then().statusCode(400).body("code", equalTo("invalid_input"));
        }

        private Map<String, Object> withoutId(Response response) {
            Map<String, Object> body = new HashMap<>(response.jsonPath().getMap(""));
            body.remove("request_id");
            return body;
        }
    }

    @Nested
    class CodesThatAreSent {
        @Test
        void completeTheSignInBySms() {
            Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("sms")));
            Pool.change(email, Map.of("phone_number", "+15550100"));
            prefer("SMSMfaSettings");

            code(challenged("SMS_MFA"), Pool.codeFor("+15550100"))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("signed_in"));
        }

        @Test
        void completeTheSignInByEmail() {
            Pool.set(Map.of("recovery", List.of("admin_only"), "mfa", "OPTIONAL", "mfa_methods", List.of("email")));
            prefer("EmailMfaSettings");

            code(challenged("EMAIL_OTP"), Pool.codeFor(email))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("signed_in"));
        }

        @Test
        void areSentWhenTheyAreChosen() {
            Pool.set(Map.of("mfa", "OPTIONAL", "mfa_methods", List.of("totp", "sms")));
            Pool.change(email, Map.of("phone_number", "+15550101", "totp_secret", SECRET));
            Pool.call(
                    "AdminSetUserMFAPreference",
                    Map.of(
                            "UserPoolId",
                            "eu-west-1_gatehouse",
                            "Username",
                            email,
                            "SMSMfaSettings",
                            Map.of("Enabled", true, "PreferredMfa", false),
                            "SoftwareTokenMfaSettings",
                            Map.of("Enabled", true, "PreferredMfa", false)));
            String sms = answer(challenged("SELECT_MFA_TYPE"), Map.of("choice", "SMS_MFA"))
                    .then()
                    .statusCode(200)
                    .body("challenge", equalTo("SMS_MFA"))
                    .extract()
                    .path("challenge_token");

            code(sms, Pool.codeFor("+15550101")).then().statusCode(200).body("status", equalTo("signed_in"));
        }

        private void prefer(String settings) {
            Pool.call(
                    "AdminSetUserMFAPreference",
                    Map.of(
                            "UserPoolId",
                            "eu-west-1_gatehouse",
                            "Username",
                            email,
                            settings,
                            Map.of("Enabled", true, "PreferredMfa", true)));
        }
    }

    @Nested
    class SetUpInTheSignIn {
        private void required(String method) {
            Pool.set(Map.of(
                    "first_factors",
                    List.of("PASSWORD"),
                    "mfa",
                    "ON",
                    "mfa_methods",
                    List.of(method),
                    "next_totp_secret",
                    SECRET));
        }

        @Test
        void showsTheSecretOfTheApp() {
            required("totp");

            Api.login(email, Api.PASSWORD)
                    .then()
                    .statusCode(200)
                    .body("challenge", equalTo("MFA_SETUP"))
                    .body("parameters.secret", equalTo(SECRET))
                    .body("parameters.otpauth_uri", startsWith("otpauth://totp/"))
                    .body("parameters.qr_svg", startsWith("<svg "));
        }

        @Test
        void goesOnWithTheFirstCode() {
            required("totp");

            code(challenged("MFA_SETUP"), CODE).then().statusCode(200).body("status", equalTo("signed_in"));
        }

        @Test
        void keepsItsSecretAfterAWrongCode() {
            required("totp");
            String token = challenged("MFA_SETUP");
            code(token, "000000").then().statusCode(400).body("code", equalTo("invalid_code"));

            code(token, CODE).then().statusCode(200).body("status", equalTo("signed_in"));
        }

        @Test
        void happensOnce() {
            required("totp");
            code(challenged("MFA_SETUP"), CODE).then().statusCode(200);

            challenged("SOFTWARE_TOKEN_MFA");
        }

        @Test
        void isRefusedWhereThePoolAllowsNoApp() {
            required("sms");

            Api.login(email, Api.PASSWORD).then().statusCode(403).body("code", equalTo("refused_by_pool"));
        }

        @Test
        void isNotBegunWhereThePoolAllowsNoApp() {
            required("sms");
            Api.login(email, Api.PASSWORD);

            assertThat(Pool.calls("AssociateSoftwareToken")).isZero();
        }
    }
}
