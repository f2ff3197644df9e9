package dev.gatehouse.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class RegistrationTest {
    private final String email = Api.someone();

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    @Nested
    class Registering {
        @Test
        void createsTheUserInThePool() {
            Api.register(email).then().statusCode(202);

            assertThat(Pool.user(email).getString("status")).isEqualTo("UNCONFIRMED");
        }

        @Test
        void saysWhereTheCodeWent() {
            Api.register("Jane.Doe@example.com")
                    .then()
                    .statusCode(202)
                    .body("status", equalTo("verification_required"))
                    .body("delivery.medium", equalTo("email"))
                    .body("delivery.destination", equalTo("J***@e***"));
        }

        @Test
        void keepsNameAndLocale() {
            Api.post(
                            "/auth/register",
                            Map.of("email", email, "password", Api.PASSWORD, "name", "Zoë Žižek", "locale", "de-CH"))
                    .then()
                    .statusCode(202);

            assertThat(Pool.user(email).getMap("attributes"))
                    .containsEntry("name", "Zoë Žižek")
                    .containsEntry("locale", "de-CH");
        }

        @Test
        void isNeverCached() {
            Api.register(email).then().header("Cache-Control", "no-store");
        }

        @Test
        void weakPasswordIsRefusedWithTheRuleThatItBreaks() {
            Api.post("/auth/register", Map.of("email", email, "password", "short"))
                    .then()
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("code", equalTo("password_refused"))
                    .body("errors[0].field", equalTo("password"))
                    .body("errors[0].message", equalTo("is too short"));
        }

        @Test
        void passwordWithoutASymbolIsRefusedWhereThePoolWantsOne() {
            Pool.set(Map.of("password_policy", Map.of("require_symbols", true)));

            Api.post("/auth/register", Map.of("email", email, "password", "NoSymbolsInHere1"))
                    .then()
                    .statusCode(422)
                    .body("errors[0].message", equalTo("must have a symbol"));
        }

        @Test
        void malformedEmailIsRefusedByName() {
            Api.register("not-an-address")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_input"))
                    .body("errors[0].field", equalTo("email"));
        }

        @Test
        void missingFieldsAreAllNamed() {
            Api.post("/auth/register", Map.of())
                    .then()
                    .statusCode(400)
                    .body("errors.field", equalTo(java.util.List.of("email", "password")));
        }

        @Test
        void answersAlikeForUnknownUnconfirmedConfirmedAndDisabledAccounts() {
            String confirmed = Api.member();
            String disabled = Api.member();
            Pool.change(disabled, Map.of("enabled", false));
            String expected = Api.look(Api.register(email));
            assertThat(expected).startsWith("202 ");
            assertThat(Api.look(Api.register(email))).isEqualTo(expected);
            assertThat(Api.look(Api.register(confirmed))).isEqualTo(expected);
            assertThat(Api.look(Api.register(disabled))).isEqualTo(expected);
        }

        @Test
        void weakPasswordDoesNotTellWhetherTheEmailIsTaken() {
            String confirmed = Api.member();
            assertThat(Api.look(registerWeakly(confirmed))).isEqualTo(Api.look(registerWeakly(email)));
        }

        private io.restassured.response.Response registerWeakly(String address) {
            return Api.post("/auth/register", Map.of("email", address, "password", "short"));
        }

        /** Only a free address is sent a code, so a failure to send it would tell. */
        @ParameterizedTest
        @CsvSource({
            "CodeDeliveryFailureException,Unable to deliver message",
            "LimitExceededException,Exceeded daily email limit for the operation or the account."
        })
        void answersAlikeWhenNoCodeCanBeSent(String error, String message) {
            String expected = Api.look(Api.register(email));
            Pool.fault(Map.of("operation", "SignUp", "kind", "error", "error", error, "message", message, "times", 1));
            assertThat(Api.look(Api.register(Api.someone()))).isEqualTo(expected);
        }

        @Test
        void addressThatWaitsForItsCodeGetsAFreshOne() {
            Api.register(email);
            Api.register(email);

            assertThat(Pool.mailsTo(email)).isEqualTo(2);
        }

        @Test
        void verifiedAddressGetsNoMail() {
            String member = Api.member();
            int before = Pool.mailsTo(member);
            Api.register(member);

            assertThat(Pool.mailsTo(member)).isEqualTo(before);
        }

        @Test
        void disabledAccountThatWaitsForItsCodeIsNotMadeAnew() {
            Api.register(email);
            Pool.change(email, Map.of("enabled", false));
            Api.register(email);

            assertThat(Pool.user(email).getBoolean("enabled")).isFalse();
        }

        @Test
        void bothUnicodeFormsOfAnAddressAreOneAccount() {
            String composed = "zo\u00eb" + email;
            Api.register(composed).then().statusCode(202);
            Api.verify(composed).then().statusCode(204);

            Api.login("zoe\u0308" + email, Api.PASSWORD).then().statusCode(200);
        }

        @Test
        void tokenOfATakenAddressIsAsLongAsAnyOther() {
            int length = token(Api.register(email)).length();

            assertThat(token(Api.register(Api.member()))).hasSize(length);
        }

        private String token(io.restassured.response.Response response) {
            return response.jsonPath().getString("registration_token");
        }
    }

    /** Somebody registers an address that is not theirs, before or after its owner. */
    @Nested
    class RegisteredBySeveral {
        private String theirs;

        @BeforeEach
        void registeredByAnother() {
            theirs = register(Api.OTHER_PASSWORD);
        }

        private String register(String password) {
            return Api.post("/auth/register", Map.of("email", email, "password", password))
                    .jsonPath()
                    .getString("registration_token");
        }

        private io.restassured.response.Response verify(String token) {
            return Api.post(
                    "/auth/verify", Map.of("email", email, "code", Pool.codeFor(email), "registration_token", token));
        }

        @Test
        void passwordOfWhoeverProvesTheAddressCounts() {
            verify(register(Api.PASSWORD)).then().statusCode(204);

            Api.login(email, Api.PASSWORD).then().statusCode(200);
        }

        @Test
        void passwordOfAnybodyElseDoesNot() {
            verify(register(Api.PASSWORD)).then().statusCode(204);

            Api.login(email, Api.OTHER_PASSWORD).then().statusCode(401);
        }

        @Test
        void tokenOfAnotherRegistrationProvesTheAddressOnly() {
            register(Api.PASSWORD);

            verify(theirs).then().statusCode(403).body("code", equalTo("password_reset_required"));

            assertThat(Pool.user(email).getString("status")).isEqualTo("CONFIRMED");
        }

        @Test
        void noPasswordCountsAfterTheTokenOfAnotherRegistration() {
            register(Api.PASSWORD);
            verify(theirs);

            Api.login(email, Api.PASSWORD).then().statusCode(401);
            Api.login(email, Api.OTHER_PASSWORD).then().statusCode(401);
        }

        @Test
        void codeWithoutATokenProvesTheAddressOnly() {
            register(Api.PASSWORD);

            Api.verify(email).then().statusCode(403).body("code", equalTo("password_reset_required"));

            Api.login(email, Api.PASSWORD).then().statusCode(401);
        }

        @Test
        void ownerGetsInByAReset() {
            register(Api.PASSWORD);
            Api.verify(email);
            Api.post("/auth/forgot-password", Map.of("email", email)).then().statusCode(202);
            Api.post(
                            "/auth/reset-password",
                            Map.of("email", email, "code", Pool.codeFor(email), "new_password", "owner-of-the-address"))
                    .then()
                    .statusCode(204);

            Api.login(email, "owner-of-the-address").then().statusCode(200);
        }

        @Test
        void wrongCodeIsRefusedWhicheverTokenIsSent() {
            String own = register(Api.PASSWORD);
            for (String token : new String[] {own, theirs, "nonsense"}) {
                Api.post("/auth/verify", Map.of("email", email, "code", "000000", "registration_token", token))
                        .then()
                        .statusCode(400)
                        .body("code", equalTo("invalid_code"));
            }
        }

        @Test
        void theirOwnTokenWorksWhereNobodyElseRegistered() {
            verify(theirs).then().statusCode(204);
        }

        @Test
        void tokenOfAnotherAddressIsAsNone() {
            String foreign = Api.register(Api.someone()).jsonPath().getString("registration_token");

            verify(foreign).then().statusCode(204);
        }
    }

    @Nested
    class Verifying {
        @Test
        void codeThatWasMailedProvesTheAddress() {
            Api.register(email);

            Api.verify(email).then().statusCode(204).body(is(""));

            assertThat(Pool.user(email).getBoolean("email_verified")).isTrue();
            assertThat(Pool.user(email).getString("status")).isEqualTo("CONFIRMED");
        }

        @Test
        void wrongCodeIsRefused() {
            Api.register(email);

            verify(email, "000000").then().statusCode(400).body("code", equalTo("invalid_code"));
        }

        @Test
        void codeWorksOnce() {
            String code = registered();
            verify(email, code).then().statusCode(204);

            verify(email, code).then().statusCode(400).body("code", equalTo("invalid_code"));
        }

        @Test
        void codeOlderThanADayIsRefused() {
            String code = registered();
            Pool.advance(24 * 3600 + 1);

            verify(email, code).then().statusCode(400).body("code", equalTo("invalid_code"));
        }

        @Test
        void unknownAddressIsRefusedAsAWrongCodeIs() {
            verify(email, "123456").then().statusCode(400).body("code", equalTo("invalid_code"));
        }

        @Test
        void codeWithBlanksIsRefusedByName() {
            verify(email, "12 34").then().statusCode(400).body("errors[0].field", equalTo("code"));
        }

        private String registered() {
            Api.register(email);
            return Pool.codeFor(email);
        }

        private io.restassured.response.Response verify(String address, String code) {
            return Api.post("/auth/verify", Map.of("email", address, "code", code));
        }
    }

    @Nested
    class ResendingTheCode {
        @Test
        void sendsANewOne() {
            Api.register(email);

            resend(email).then().statusCode(202).body("delivery.destination", matchesPattern("p\\*\\*\\*@e\\*\\*\\*"));

            assertThat(Pool.mailsTo(email)).isEqualTo(2);
        }

        @Test
        void killsTheOldOne() {
            Api.register(email);
            String old = Pool.codeFor(email);
            resend(email);

            Api.post("/auth/verify", Map.of("email", email, "code", old)).then().statusCode(400);
            Api.verify(email).then().statusCode(204);
        }

        @Test
        void answersAlikeForUnknownUnconfirmedConfirmedAndDisabledAccounts() {
            String unconfirmed = Api.someone();
            Api.register(unconfirmed);
            String confirmed = Api.member();
            String disabled = Api.member();
            Pool.change(disabled, Map.of("enabled", false));

            String expected = Api.look(resend(Api.someone()));
            assertThat(expected).startsWith("202 ");
            assertThat(Api.look(resend(unconfirmed))).isEqualTo(expected);
            assertThat(Api.look(resend(confirmed))).isEqualTo(expected);
            assertThat(Api.look(resend(disabled))).isEqualTo(expected);
        }

        /** Cognito sends a code, and asks a trigger for its words, only where there is an account. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "CodeDeliveryFailureException",
                    "UserLambdaValidationException",
                    "UnexpectedLambdaException",
                    "InvalidLambdaResponseException"
                })
        void answersAlikeWhenNoCodeCanBeSent(String error) {
            String expected = Api.look(resend(Api.member()));
            Pool.fault(Map.of("operation", "ResendConfirmationCode", "kind", "error", "error", error, "times", 1));
            assertThat(Api.look(resend(Api.member()))).isEqualTo(expected);
        }

        @Test
        void answersAlikeWhenTheHourlyLimitOfAnAccountIsReached() {
            Api.register(email);
            String expected = resend(email).body().asString();
            for (int i = 0; i < 6; i++) {
                resend(email);
            }

            resend(email).then().statusCode(202).body(equalTo(expected));
        }

        private io.restassured.response.Response resend(String address) {
            return Api.post("/auth/resend-code", Map.of("email", address));
        }
    }
}
