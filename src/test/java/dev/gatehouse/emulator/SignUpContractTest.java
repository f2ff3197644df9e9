package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;

/** Signing up, confirming and resending, as Cognito does them. */
class SignUpContractTest {

    private static final String EMAIL = "ada@example.com";
    private static final String UNKNOWN = "nobody@example.com";

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    private SignUpResponse signUpWith(String password) {
        return pool.cognito.signUp(r -> r.clientId(pool.clientId)
                .secretHash(pool.hash(EMAIL))
                .username(EMAIL)
                .password(password));
    }

    private void signUpWithAttribute(String name, String value) {
        pool.cognito.signUp(r -> r.clientId(pool.clientId)
                .secretHash(pool.hash(EMAIL))
                .username(EMAIL)
                .password(Pool.PASSWORD)
                .userAttributes(AttributeType.builder().name(name).value(value).build()));
    }

    @Nested
    class SignUp {

        @Test
        void newUserIsUnconfirmed() {
            SignUpResponse answer = pool.signUp(EMAIL);
            assertThat(answer.userConfirmed()).isFalse();
            assertThat(pool.user(EMAIL).path("status").asText()).isEqualTo("UNCONFIRMED");
        }

        @Test
        void subIsTheUsernameAndAUuid() {
            String sub = pool.signUp(EMAIL).userSub();
            assertThat(UUID.fromString(sub)).hasToString(sub);
            assertThat(pool.user(EMAIL).path("username").asText()).isEqualTo(sub);
        }

        @Test
        void deliveryIsMasked() {
            var delivery = pool.signUp(EMAIL).codeDeliveryDetails();
            assertThat(delivery.destination()).isEqualTo("a***@e***");
            assertThat(delivery.deliveryMediumAsString()).isEqualTo("EMAIL");
            assertThat(delivery.attributeName()).isEqualTo("email");
        }

        @Test
        void takenNameIsRefused() {
            pool.signUp(EMAIL);
            refused(
                    () -> pool.signUp(EMAIL),
                    "UsernameExistsException",
                    "An account with the given email already exists.");
        }

        @Test
        void takenNameIsRefusedInAnyCase() {
            pool.signUp(EMAIL);
            refused(() -> pool.signUp("ADA@Example.COM"), "UsernameExistsException");
        }

        @Test
        void passwordIsJudgedBeforeTheName() {
            pool.signUp(EMAIL);
            refused(() -> signUpWith("short"), "InvalidPasswordException");
        }

        @Test
        void nameThatIsNoEmailIsRefused() {
            refused(() -> pool.signUp("ada"), "InvalidParameterException", "Username should be an email.");
        }

        @Test
        void attributesAreKept() {
            signUpWithAttribute("locale", "de-CH");
            assertThat(pool.user(EMAIL).path("attributes").path("locale").asText())
                    .isEqualTo("de-CH");
        }

        @Test
        void verifiedFlagCannotBeWritten() {
            refused(
                    () -> signUpWithAttribute("email_verified", "true"),
                    "NotAuthorizedException",
                    "A client attempted to write unauthorized attribute");
        }

        @Test
        void attributeOutsideTheSchemaIsRefused() {
            refused(() -> signUpWithAttribute("custom:shoe_size", "44"), "InvalidParameterException");
        }

        @Test
        void otherEmailThanTheNameIsRefused() {
            refused(() -> signUpWithAttribute("email", UNKNOWN), "InvalidParameterException");
        }
    }

    @Nested
    class PasswordPolicyOfThePool {

        private static final String RULE = "Password did not conform with policy: ";

        @Test
        void shortPasswordIsRefused() {
            refused(() -> signUpWith("elevenchars"), "InvalidPasswordException", RULE + "Password not long enough");
        }

        @Test
        void twelveCharactersOfOneKindAreEnough() {
            assertThatCode(() -> signUpWith("twelve-chars")).doesNotThrowAnyException();
        }

        @Test
        void missingPasswordIsRefused() {
            refused(() -> signUpWith(null), "InvalidPasswordException");
        }

        @Test
        void uppercaseCanBeRequired() {
            pool.patchPool("{\"password_policy\":{\"require_uppercase\":true}}");
            refused(
                    () -> signUpWith("lower-case-1"),
                    "InvalidPasswordException",
                    RULE + "Password must have uppercase characters");
        }

        @Test
        void lowercaseCanBeRequired() {
            pool.patchPool("{\"password_policy\":{\"require_lowercase\":true}}");
            refused(
                    () -> signUpWith("UPPER-CASE-1"),
                    "InvalidPasswordException",
                    RULE + "Password must have lowercase characters");
        }

        @Test
        void numbersCanBeRequired() {
            pool.patchPool("{\"password_policy\":{\"require_numbers\":true}}");
            refused(
                    () -> signUpWith("no-numbers-here"),
                    "InvalidPasswordException",
                    RULE + "Password must have numeric characters");
        }

        @Test
        void symbolsCanBeRequired() {
            pool.patchPool("{\"password_policy\":{\"require_symbols\":true}}");
            refused(
                    () -> signUpWith("noSymbols1234"),
                    "InvalidPasswordException",
                    RULE + "Password must have symbol characters");
        }

        @Test
        void minimumLengthCanBeChanged() {
            pool.patchPool("{\"password_policy\":{\"minimum_length\":6}}");
            assertThatCode(() -> signUpWith("sixsix")).doesNotThrowAnyException();
        }

        @Test
        void passwordOverTheModelsLengthIsAnInvalidParameter() {
            refused(() -> signUpWith("x".repeat(257)), "InvalidParameterException");
        }

        @Test
        void passphraseWithBlanksIsAccepted() {
            assertThat(signUpWith("correct horse battery").userConfirmed()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {" correct-horse-99", "correct-horse-99 ", "\tcorrect-horse-99", "correct-horse-99\n"})
        void blankAtAnEndIsAnInvalidParameter(String password) {
            refused(
                    () -> signUpWith(password),
                    "InvalidParameterException",
                    "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy"
                            + " regular expression pattern: ^[\\S]+.*[\\S]+$");
        }

        @Test
        void blankInsideIsASymbol() {
            pool.patchPool("{\"password_policy\":{\"require_symbols\":true}}");
            refused(() -> signUpWith("correcthorsebattery"), "InvalidPasswordException");
            assertThat(signUpWith("correct horse battery").userConfirmed()).isFalse();
        }
    }

    @Nested
    class ConfirmSignUp {

        @BeforeEach
        void signUp() {
            pool.signUp(EMAIL);
        }

        @Test
        void rightCodeConfirmsAndVerifiesTheEmail() {
            pool.confirm(EMAIL, pool.code(EMAIL));
            assertThat(pool.user(EMAIL).path("status").asText()).isEqualTo("CONFIRMED");
            assertThat(pool.user(EMAIL).path("email_verified").asBoolean()).isTrue();
        }

        @Test
        void emailIsNotVerifiedBefore() {
            assertThat(pool.user(EMAIL).path("email_verified").asBoolean()).isFalse();
        }

        @Test
        void nameIsFoundInAnyCase() {
            pool.confirm("Ada@EXAMPLE.com", pool.code(EMAIL));
            assertThat(pool.user(EMAIL).path("status").asText()).isEqualTo("CONFIRMED");
        }

        @Test
        void wrongCodeIsRefused() {
            refused(
                    () -> pool.confirm(EMAIL, Pool.wrongCode(pool.code(EMAIL))),
                    "CodeMismatchException",
                    "Invalid verification code provided, please try again.");
        }

        @Test
        void wrongCodeDoesNotSpendTheRightOne() {
            refused(() -> pool.confirm(EMAIL, Pool.wrongCode(pool.code(EMAIL))), "CodeMismatchException");
            assertThatCode(() -> pool.confirm(EMAIL, pool.code(EMAIL))).doesNotThrowAnyException();
        }

        @Test
        void codeServesOnce() {
            String code = pool.code(EMAIL);
            pool.confirm(EMAIL, code);
            refused(
                    () -> pool.confirm(EMAIL, code),
                    "NotAuthorizedException",
                    "User cannot be confirmed. Current status is CONFIRMED");
        }

        @Test
        void codeIsGoodForADay() {
            pool.advance(24 * 3600 - 60);
            assertThatCode(() -> pool.confirm(EMAIL, pool.code(EMAIL))).doesNotThrowAnyException();
        }

        @Test
        void codeExpiresAfterADay() {
            pool.advance(24 * 3600 + 1);
            refused(
                    () -> pool.confirm(EMAIL, pool.code(EMAIL)),
                    "ExpiredCodeException",
                    "Invalid code provided, please request a code again.");
        }

        @Test
        void disabledUserIsRefused() {
            pool.patchUser(EMAIL, "{\"enabled\":false}");
            refused(() -> pool.confirm(EMAIL, pool.code(EMAIL)), "NotAuthorizedException", "User is disabled.");
        }

        @Test
        void unknownUserLooksLikeAnExpiredCode() {
            refused(() -> pool.confirm(UNKNOWN, "123456"), "ExpiredCodeException");
        }

        @Test
        void unknownUserIsRevealedByALegacyClient() {
            refused(
                    () -> pool.cognito.confirmSignUp(r ->
                            r.clientId(Pool.PUBLIC_CLIENT).username(UNKNOWN).confirmationCode("123456")),
                    "UserNotFoundException");
        }

        @Test
        void sixteenthAttemptWithinAnHourIsRefused() {
            String wrong = Pool.wrongCode(pool.code(EMAIL));
            for (int i = 0; i < 15; i++) {
                refused(() -> pool.confirm(EMAIL, wrong), "CodeMismatchException");
            }
            refused(
                    () -> pool.confirm(EMAIL, pool.code(EMAIL)),
                    "LimitExceededException",
                    "Attempt limit exceeded, please try after some time.");
        }

        @Test
        void attemptsAreForgottenAfterAnHour() {
            String wrong = Pool.wrongCode(pool.code(EMAIL));
            for (int i = 0; i < 15; i++) {
                refused(() -> pool.confirm(EMAIL, wrong), "CodeMismatchException");
            }
            pool.advance(3601);
            assertThatCode(() -> pool.confirm(EMAIL, pool.code(EMAIL))).doesNotThrowAnyException();
        }
    }

    @Nested
    class ResendConfirmationCode {

        @Test
        void newCodeKillsTheOldOne() {
            pool.signUp(EMAIL);
            String old = pool.code(EMAIL);
            pool.resend(EMAIL);
            assertThat(pool.code(EMAIL)).isNotEqualTo(old);
            refused(() -> pool.confirm(EMAIL, old), "CodeMismatchException");
            assertThatCode(() -> pool.confirm(EMAIL, pool.code(EMAIL))).doesNotThrowAnyException();
        }

        @Test
        void confirmedUserIsRefused() {
            pool.register(EMAIL);
            refused(() -> pool.resend(EMAIL), "InvalidParameterException", "User is already confirmed.");
        }

        @Test
        void unknownUserGetsASimulatedDelivery() {
            assertThatCode(() -> pool.resend(UNKNOWN)).doesNotThrowAnyException();
            assertThat(pool.outbox(UNKNOWN)).isEmpty();
        }

        @Test
        void disabledUserGetsASimulatedDelivery() {
            pool.signUp(EMAIL);
            pool.patchUser(EMAIL, "{\"enabled\":false}");
            pool.resend(EMAIL);
            assertThat(pool.outbox(EMAIL)).hasSize(1);
        }

        @Test
        void unknownUserIsRevealedByALegacyClient() {
            refused(
                    () -> pool.cognito.resendConfirmationCode(
                            r -> r.clientId(Pool.PUBLIC_CLIENT).username(UNKNOWN)),
                    "UserNotFoundException");
        }

        @Test
        void sixthWithinAnHourIsRefused() {
            pool.signUp(EMAIL);
            for (int i = 0; i < 5; i++) {
                pool.resend(EMAIL);
            }
            refused(() -> pool.resend(EMAIL), "LimitExceededException");
        }

        @Test
        void limitsCanBeSwitchedOff() {
            pool.withoutLimits();
            pool.signUp(EMAIL);
            for (int i = 0; i < 6; i++) {
                pool.resend(EMAIL);
            }
            assertThat(pool.outbox(EMAIL)).hasSize(7);
        }
    }
}
