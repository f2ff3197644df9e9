package dev.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in without a password, by the method that the client chooses. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class ChosenMethodTest {
    private static final String CLIENT = "gatehouseclient";

    private String email;

    @BeforeEach
    void freshPool() {
        Pool.reset();
        email = Api.member();
    }

    @AfterEach
    void poolOfToday() {
        Pool.reset();
    }

    private static Response begin(String who, String method) {
        return Api.post("/auth/login", Map.of("email", who, "method", method));
    }

    private static Response begin(String who) {
        return Api.post("/auth/login", Map.of("email", who));
    }

    private static String token(Response challenge) {
        return challenge.then().statusCode(200).extract().path("challenge_token");
    }

    private static Response answer(String token, Map<String, ?> answers) {
        return Api.post("/auth/challenge", Map.of("challenge_token", token, "answers", answers));
    }

    /** What an attacker can compare: all but what is random in every answer. */
    private static String look(Response response) {
        return Api.look(response)
                        .replaceAll("\"challenge\":\"[\\w-]{16,}\"", "")
                        .replaceAll("\"allowCredentials\":\\[.*?]", "")
                        .replaceAll("\"challenge_token\":\"[^\"]*\"", "")
                + token(response).length();
    }

    @Nested
    class ByACodeInAnEmail {
        @Test
        void getsAChallenge() {
            begin(email, "email_otp")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("challenge"))
                    .body("challenge", equalTo("EMAIL_OTP"))
                    .body("parameters.CODE_DELIVERY_DELIVERY_MEDIUM", equalTo("EMAIL"))
                    .body("parameters.CODE_DELIVERY_DESTINATION", equalTo("p***@e***"));
        }

        @Test
        void isSentEightDigits() {
            token(begin(email, "email_otp"));

            assertThat(Pool.codeFor(email)).matches("[0-9]{8}");
        }

        @Test
        void signsIn() {
            String token = token(begin(email, "email_otp"));

            answer(token, Map.of("code", Pool.codeFor(email)))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("signed_in"));
        }

        @Test
        void canBeAnsweredAgainAfterAWrongCode() {
            String token = token(begin(email, "email_otp"));
            answer(token, Map.of("code", "00000000")).then().statusCode(400).body("code", equalTo("invalid_code"));

            answer(token, Map.of("code", Pool.codeFor(email))).then().statusCode(200);
        }

        @Test
        void isAnsweredOnce() {
            String token = token(begin(email, "email_otp"));
            String code = Pool.codeFor(email);
            answer(token, Map.of("code", code)).then().statusCode(200);

            answer(token, Map.of("code", code)).then().statusCode(401).body("code", equalTo("invalid_challenge"));
        }
    }

    @Nested
    class ByACodeInATextMessage {
        @Test
        void signsIn() {
            Pool.change(email, Map.of("phone_number", "+15550102"));
            String token = token(begin(email, "sms_otp"));

            answer(token, Map.of("code", Pool.codeFor("+15550102")))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("signed_in"));
        }

        @Test
        void hidesThePhoneNumber() {
            Pool.change(email, Map.of("phone_number", "+15550103"));

            begin(email, "sms_otp")
                    .then()
                    .statusCode(200)
                    .body("parameters", equalTo(Map.of("CODE_DELIVERY_DELIVERY_MEDIUM", "SMS")));
        }
    }

    @Nested
    class WithoutAMethod {
        @Test
        void getsTheMethodsOnOffer() {
            begin(email)
                    .then()
                    .statusCode(200)
                    .body("challenge", equalTo("SELECT_CHALLENGE"))
                    .body("parameters.methods", equalTo(List.of("password", "email_otp", "sms_otp", "passkey")));
        }

        @Test
        void continuesWithTheMethodOfTheChoice() {
            String code = token(answer(token(begin(email)), Map.of("choice", "email_otp")));

            answer(code, Map.of("code", Pool.codeFor(email)))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("signed_in"));
        }

        @Test
        void continuesWithThePassword() {
            Response password = answer(token(begin(email)), Map.of("choice", "password"));
            password.then().body("challenge", equalTo("PASSWORD"));

            answer(token(password), Map.of("password", Api.PASSWORD))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("signed_in"));
        }

        @Test
        void isRefusedWithAPasswordThatIsTooLong() {
            String password = token(answer(token(begin(email)), Map.of("choice", "password")));

            answer(password, Map.of("password", "x".repeat(257)))
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("answers.password"));
        }

        @Test
        void isRefusedWithAWrongPassword() {
            String password = token(answer(token(begin(email)), Map.of("choice", "password")));

            answer(password, Map.of("password", "wrong-password-entirely"))
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid_credentials"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"magic_link", "EMAIL_OTP", ""})
        void isRefusedWithAnotherChoice(String choice) {
            answer(token(begin(email)), Map.of("choice", choice)).then().statusCode(400);
        }
    }

    @Nested
    class OfAnAccountThatCannotUseIt {
        @ParameterizedTest
        @ValueSource(strings = {"email_otp", "sms_otp", "passkey"})
        void looksLikeAnyAccount(String method) {
            Pool.change(email, Map.of("phone_number", "+15550104"));

            assertThat(look(begin(email, method))).isEqualTo(look(begin(Api.someone(), method)));
        }

        @Test
        void looksLikeAnyAccountWithoutAMethod() {
            assertThat(look(begin(email))).isEqualTo(look(begin(Api.someone())));
        }

        @Test
        void looksAlikeWithoutAPhone() {
            Response without = begin(email, "sms_otp");
            Pool.change(email, Map.of("phone_number", "+15550105"));

            assertThat(look(without)).isEqualTo(look(begin(email, "sms_otp")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"email_otp", "sms_otp"})
        void refusesAnyCodeAsWrong(String method) {
            Pool.change(email, Map.of("phone_number", "+15550106"));
            Response known = answer(token(begin(email, method)), Map.of("code", "00000000"));
            Response unknown = answer(token(begin(Api.someone(), method)), Map.of("code", "00000000"));

            assertThat(Api.look(unknown)).isEqualTo(Api.look(known));
        }

        @Test
        void isSentNothing() {
            String someone = Api.someone();
            begin(someone, "email_otp");

            assertThat(Pool.mailsTo(someone)).isZero();
        }

        @Test
        void namesTheSamePasskeysEachTime() {
            String someone = Api.someone();

            assertThat(passkeys(someone)).isNotEmpty().isEqualTo(passkeys(someone));
        }

        @Test
        void namesOtherPasskeysThanAnotherAddress() {
            assertThat(passkeys(Api.someone())).doesNotContainAnyElementsOf(passkeys(Api.someone()));
        }

        @Test
        void isAskedForAPasskeyOfTheConfiguredHost() {
            begin(Api.someone(), "passkey")
                    .then()
                    .body("parameters.CREDENTIAL_REQUEST_OPTIONS.rpId", equalTo("localhost"))
                    .body("parameters.CREDENTIAL_REQUEST_OPTIONS.challenge", matchesPattern("[\\w-]{22,}"));
        }

        @Test
        void acceptsNoPasskey() {
            Map<String, Object> credential =
                    Map.of("id", "aWQ", "rawId", "aWQ", "type", "public-key", "response", Map.of("signature", "c2ln"));

            answer(token(begin(Api.someone(), "passkey")), Map.of("credential", credential))
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid_challenge"));
        }

        @Test
        void idsDifferFromAddressToAddress() {
            String first = passkeys(Api.someone()).getFirst();
            String second = passkeys(Api.someone()).getFirst();
            // The lengths may differ, so that one could be the beginning of the other.
            assertThat(first.substring(0, 20)).isNotEqualTo(second.substring(0, 20));
        }

        private List<String> passkeys(String who) {
            return begin(who, "passkey")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("parameters.CREDENTIAL_REQUEST_OPTIONS.allowCredentials.id");
        }
    }

    @Nested
    class WithoutTheFlow {
        @BeforeEach
        void passwordsOnly() {
            Pool.setClient(CLIENT, Map.of("user_auth", false));
        }

        @ParameterizedTest
        @ValueSource(strings = {"email_otp", "sms_otp", "passkey"})
        void isNotAvailable(String method) {
            begin(email, method).then().statusCode(400).body("code", equalTo("method_not_available"));
        }

        @Test
        void isNotAvailableForAnyAddress() {
            assertThat(Api.look(begin(Api.someone(), "email_otp"))).isEqualTo(Api.look(begin(email, "email_otp")));
        }

        @Test
        void isNotAvailableWithoutAMethod() {
            begin(email, "email_otp");

            begin(email).then().statusCode(400).body("code", equalTo("method_not_available"));
        }

        @Test
        void worksByPassword() {
            Api.login(email, Api.PASSWORD).then().statusCode(200);
        }
    }

    @Test
    void methodBesideAPasswordIsRefused() {
        Api.post("/auth/login", Map.of("email", email, "password", Api.PASSWORD, "method", "email_otp"))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("method"));
    }

    @Test
    void unknownMethodIsRefused() {
        begin(email, "magic_link").then().statusCode(400).body("errors[0].field", not(equalTo(null)));
    }
}
