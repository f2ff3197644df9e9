package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Locale;
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

    private final String email = Pool.someone();
    private final String unknown = Pool.someone();

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    private SignUpResponse signUpWith(String password) {
        return pool.cognito.signUp(r -> r.clientId(pool.clientId)
                .secretHash(pool.hash(email))
                .username(email)
                .password(password));
    }

    private void signUpWithAttribute(String name, String value) {
        pool.cognito.signUp(r -> r.clientId(pool.clientId)
                .secretHash(pool.hash(email))
                .username(email)
                .password(Pool.PASSWORD)
                .userAttributes(AttributeType.builder().name(name).value(value).build()));
    }

    @Nested
    class SignUp {

        @NeedsControlRoutes
        @Test
        void newUserIsUnconfirmed() {
            SignUpResponse answer = pool.signUp(email);
            assertThat(answer.userConfirmed()).isFalse();
            assertThat(pool.user(email).path("status").asText()).isEqualTo("UNCONFIRMED");
        }

        @NeedsControlRoutes
        @Test
        void subIsTheUsernameAndAUuid() {
            String sub = pool.signUp(email).userSub();
            assertThat(UUID.fromString(sub)).hasToString(sub);
            assertThat(pool.user(email).path("username").asText()).isEqualTo(sub);
        }

        @Test
        void deliveryIsMasked() {
            var delivery = pool.signUp(email).codeDeliveryDetails();
            assertThat(delivery.destination()).matches(email.charAt(0) + "\\*{3}@.\\*{3}");
            assertThat(delivery.deliveryMediumAsString()).isEqualTo("EMAIL");
            assertThat(delivery.attributeName()).isEqualTo("email");
        }

        @Test
        void takenNameIsRefused() {
            pool.signUp(email);
            refused(
                    () -> pool.signUp(email),
                    "UsernameExistsException",
                    "An account with the given email already exists.");
        }

        @Test
        void takenNameIsRefusedInAnyCase() {
            pool.signUp(email);
            refused(() -> pool.signUp(email.toUpperCase(Locale.ROOT)), "UsernameExistsException");
        }

        @Test
        void passwordIsJudgedBeforeTheName() {
            pool.signUp(email);
            refused(() -> signUpWith("short"), "InvalidPasswordException");
        }

        @Test
        void nameThatIsNoEmailIsRefused() {
            refused(() -> pool.signUp("ada"), "InvalidParameterException", "Username should be an email.");
        }

        @NeedsControlRoutes
        @Test
        void attributesAreKept() {
            signUpWithAttribute("locale", "de-CH");
            assertThat(pool.user(email).path("attributes").path("locale").asText())
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
            refused(() -> signUpWithAttribute("email", unknown), "InvalidParameterException");
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

        @NeedsControlRoutes
        @Test
        void uppercaseCanBeRequired() {
            pool.patchPool("{\"password_policy\":{\"require_uppercase\":true}}");
            refused(
                    () -> signUpWith("lower-case-1"),
                    "InvalidPasswordException",
                    RULE + "Password must have uppercase characters");
        }

        @NeedsControlRoutes
        @Test
        void lowercaseCanBeRequired() {
            pool.patchPool("{\"password_policy\":{\"require_lowercase\":true}}");
            refused(
                    () -> signUpWith("UPPER-CASE-1"),
                    "InvalidPasswordException",
                    RULE + "Password must have lowercase characters");
        }

        @NeedsControlRoutes
        @Test
        void numbersCanBeRequired() {
            pool.patchPool("{\"password_policy\":{\"require_numbers\":true}}");
            refused(
                    () -> signUpWith("no-numbers-here"),
                    "InvalidPasswordException",
                    RULE + "Password must have numeric characters");
        }

        @NeedsControlRoutes
        @Test
        void symbolsCanBeRequired() {
            pool.patchPool("{\"password_policy\":{\"require_symbols\":true}}");
            refused(
                    () -> signUpWith("noSymbols1234"),
                    "InvalidPasswordException",
                    RULE + "Password must have symbol characters");
        }

        @NeedsControlRoutes
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

        @NeedsControlRoutes
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
            pool.signUp(email);
        }

        @NeedsControlRoutes
        @Test
        void rightCodeConfirmsAndVerifiesTheEmail() {
            pool.confirm(email, pool.code(email));
            assertThat(pool.user(email).path("status").asText()).isEqualTo("CONFIRMED");
            assertThat(pool.user(email).path("email_verified").asBoolean()).isTrue();
        }

        @NeedsControlRoutes
        @Test
        void emailIsNotVerifiedBefore() {
            assertThat(pool.user(email).path("email_verified").asBoolean()).isFalse();
        }

        @NeedsControlRoutes
        @Test
        void nameIsFoundInAnyCase() {
            pool.confirm(email.toUpperCase(Locale.ROOT), pool.code(email));
            assertThat(pool.user(email).path("status").asText()).isEqualTo("CONFIRMED");
        }

        @Test
        void wrongCodeIsRefused() {
            refused(
                    () -> pool.confirm(email, Pool.wrongCode(pool.code(email))),
                    "CodeMismatchException",
                    "Invalid verification code provided, please try again.");
        }

        @Test
        void wrongCodeDoesNotSpendTheRightOne() {
            refused(() -> pool.confirm(email, Pool.wrongCode(pool.code(email))), "CodeMismatchException");
            assertThatCode(() -> pool.confirm(email, pool.code(email))).doesNotThrowAnyException();
        }

        @Test
        void codeServesOnce() {
            String code = pool.code(email);
            pool.confirm(email, code);
            refused(
                    () -> pool.confirm(email, code),
                    "NotAuthorizedException",
                    "User cannot be confirmed. Current status is CONFIRMED");
        }

        @NeedsControlRoutes
        @Test
        void codeIsGoodForADay() {
            pool.advance(24 * 3600 - 60);
            assertThatCode(() -> pool.confirm(email, pool.code(email))).doesNotThrowAnyException();
        }

        @NeedsControlRoutes
        @Test
        void codeExpiresAfterADay() {
            pool.advance(24 * 3600 + 1);
            refused(
                    () -> pool.confirm(email, pool.code(email)),
                    "ExpiredCodeException",
                    "Invalid code provided, please request a code again.");
        }

        @NeedsControlRoutes
        @Test
        void disabledUserIsRefused() {
            pool.patchUser(email, "{\"enabled\":false}");
            refused(() -> pool.confirm(email, pool.code(email)), "NotAuthorizedException", "User is disabled.");
        }

        @Test
        void unknownUserLooksLikeAnExpiredCode() {
            refused(() -> pool.confirm(unknown, "123456"), "ExpiredCodeException");
        }

        @Test
        void unknownUserIsRevealedByALegacyClient() {
            refused(
                    () -> pool.cognito.confirmSignUp(r ->
                            r.clientId(Pool.PUBLIC_CLIENT).username(unknown).confirmationCode("123456")),
                    "UserNotFoundException");
        }

        @Test
        void sixteenthAttemptWithinAnHourIsRefused() {
            String wrong = Pool.wrongCode(pool.code(email));
            for (int i = 0; i < 15; i++) {
                refused(() -> pool.confirm(email, wrong), "CodeMismatchException");
            }
            refused(
                    () -> pool.confirm(email, pool.code(email)),
                    "LimitExceededException",
                    "Attempt limit exceeded, please try after some time.");
        }

        @NeedsControlRoutes
        @Test
        void attemptsAreForgottenAfterAnHour() {
            String wrong = Pool.wrongCode(pool.code(email));
            for (int i = 0; i < 15; i++) {
                refused(() -> pool.confirm(email, wrong), "CodeMismatchException");
            }
            pool.advance(3601);
            assertThatCode(() -> pool.confirm(email, pool.code(email))).doesNotThrowAnyException();
        }
    }

    @Nested
    class ResendConfirmationCode {

        @Test
        void newCodeKillsTheOldOne() {
            pool.signUp(email);
            String old = pool.code(email);
            pool.resend(email);
            assertThat(pool.code(email)).isNotEqualTo(old);
            refused(() -> pool.confirm(email, old), "CodeMismatchException");
            assertThatCode(() -> pool.confirm(email, pool.code(email))).doesNotThrowAnyException();
        }

        @Test
        void confirmedUserIsRefused() {
            pool.register(email);
            refused(() -> pool.resend(email), "InvalidParameterException", "User is already confirmed.");
        }

        @NeedsControlRoutes
        @Test
        void unknownUserGetsASimulatedDelivery() {
            assertThatCode(() -> pool.resend(unknown)).doesNotThrowAnyException();
            assertThat(pool.outbox(unknown)).isEmpty();
        }

        @NeedsControlRoutes
        @Test
        void disabledUserGetsASimulatedDelivery() {
            pool.signUp(email);
            pool.patchUser(email, "{\"enabled\":false}");
            pool.resend(email);
            assertThat(pool.outbox(email)).hasSize(1);
        }

        @Test
        void unknownUserIsRevealedByALegacyClient() {
            refused(
                    () -> pool.cognito.resendConfirmationCode(
                            r -> r.clientId(Pool.PUBLIC_CLIENT).username(unknown)),
                    "UserNotFoundException");
        }

        @Test
        void sixthWithinAnHourIsRefused() {
            pool.signUp(email);
            for (int i = 0; i < 5; i++) {
                pool.resend(email);
            }
            refused(() -> pool.resend(email), "LimitExceededException");
        }

        @NeedsControlRoutes
        @Test
        void limitsCanBeSwitchedOff() {
            pool.withoutLimits();
            pool.signUp(email);
            for (int i = 0; i < 6; i++) {
                pool.resend(email);
            }
            assertThat(pool.outbox(email)).hasSize(7);
        }
    }
}
