package dev.gatehouse.cognito;

import static dev.gatehouse.cognito.CognitoOperation.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.identity.AccountState;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import dev.gatehouse.identity.PasswordRule;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error that Cognito's API model (2016-04-18) lists for an operation in use has a deliberate place. */
class CognitoErrorsTest {
    private static final String NOT_AUTHORIZED = "NotAuthorizedException";
    private static final String INVALID = "InvalidParameterException";
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void operationsAreInTheModel() throws IOException {
        JsonNode operations = model();
        assertThat(CognitoOperation.values())
                .as("operations that the model does not have")
                .filteredOn(operation ->
                        operations.path(operation.wireName()).path("errors").isEmpty())
                .isEmpty();
    }

    @Test
    void errorsOfTheModelAreTranslated() throws IOException {
        JsonNode operations = model();
        assertThat(CognitoOperation.values()).allSatisfy(operation -> assertThat(
                        operations.path(operation.wireName()).path("errors").valueStream())
                .isNotEmpty()
                .as("errors without a translation")
                .filteredOn(error ->
                        CognitoErrors.translate(operation, error.asText(), "").isEmpty())
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SomeNewException", "notauthorizedexception"})
    void unknownErrorHasNoPlace(String error) {
        assertThat(CognitoErrors.translate(INITIATE_AUTH, error, "")).isEmpty();
    }

    @Nested
    class WhoeverSetItUp {
        @Test
        void isToldOfAWrongClientSecretByEveryOperation() {
            assertThat(CognitoOperation.values()).allSatisfy(operation -> assertFailure(
                            operation, NOT_AUTHORIZED, "Unable to verify secret hash for client gatehouseclient")
                    .isEqualTo(new Misconfigured()));
        }

        @Test
        void isToldOfAMissingClientSecret() {
            assertFailure(
                            INITIATE_AUTH,
                            NOT_AUTHORIZED,
                            "Client gatehouseclient is configured with secret but SECRET_HASH was not received")
                    .isEqualTo(new Misconfigured());
        }

        @ParameterizedTest
        @ValueSource(strings = {"clientId", "secretHash", "clientSecret", "userPoolId"})
        void isToldOfAMalformedSetting(String member) {
            assertFailure(SIGN_UP, INVALID, constraint(member)).isEqualTo(new Misconfigured());
        }

        @Test
        void isToldOfAnUnknownClient() {
            assertFailure(SIGN_UP, "ResourceNotFoundException", "User pool client nobody does not exist.")
                    .isEqualTo(new Misconfigured());
        }

        @Test
        void isToldOfADisabledSignInFlow() {
            assertFailure(INITIATE_AUTH, INVALID, "USER_PASSWORD_AUTH flow not enabled for this client")
                    .isEqualTo(new Misconfigured());
        }

        @Test
        void isToldWhichPermissionIsMissing() {
            assertFailure(ADMIN_USER_GLOBAL_SIGN_OUT, "AccessDeniedException", "User is not authorized to perform")
                    .isEqualTo(new PermissionMissing("cognito-idp:AdminUserGlobalSignOut"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ExpiredTokenException",
                    "UnrecognizedClientException",
                    "InvalidSignatureException",
                    "SignatureDoesNotMatch",
                    "IncompleteSignatureException",
                    "InvalidClientTokenId",
                    "MissingAuthenticationTokenException",
                    "RequestExpired",
                    "RequestTimeTooSkewed"
                })
        void isToldThatItsCredentialsAreRefused(String error) {
            assertFailure(LIST_USERS, error, "").isEqualTo(new CredentialsRefused(Duration.ofSeconds(5)));
        }

        @Test
        void isNotToldOfAPermissionByCognitosOwnRefusal() {
            assertFailure(ADMIN_GET_USER, NOT_AUTHORIZED, "User is not authorized")
                    .isEqualTo(new Misconfigured());
        }

        @Test
        void isToldOfAnUnknownPoolByOperationsOnGroups() {
            assertFailure(GET_GROUP, "ResourceNotFoundException", "User pool eu-west-1_AbCdEf123 does not exist.")
                    .isEqualTo(new Misconfigured());
        }

        @Test
        void isToldOfAWebAclThatBlocksTheService() {
            assertFailure(SIGN_UP, "ForbiddenException", "Request not allowed due to WAF block.")
                    .isEqualTo(new Misconfigured());
        }

        @Test
        void cannotBeAlarmedByInput() {
            assertFailure(
                            CONFIRM_SIGN_UP,
                            INVALID,
                            "1 validation error detected: Value 'x at 'clientId' failed to satisfy' at"
                                    + " 'confirmationCode' failed to satisfy constraint: Member must match")
                    .isEqualTo(new InvalidInput("code", "is not acceptable to the user pool"));
        }
    }

    @Nested
    class WhoeverSignsIn {
        @ParameterizedTest
        @ValueSource(strings = {"Incorrect username or password.", "User is disabled.", ""})
        void learnsNoMoreThanThatItFailed(String message) {
            assertFailure(INITIATE_AUTH, NOT_AUTHORIZED, message).isEqualTo(new InvalidCredentials());
        }

        @Test
        void isUnknownLikeAnyWrongPassword() {
            assertFailure(INITIATE_AUTH, "UserNotFoundException", "User does not exist.")
                    .isEqualTo(new InvalidCredentials());
        }

        @Test
        void waitsWhenLockedOut() {
            assertFailure(INITIATE_AUTH, NOT_AUTHORIZED, "Password attempts exceeded")
                    .isEqualTo(new TooManyAttempts(Duration.ofSeconds(30)));
        }

        @Test
        void verifiesTheEmailFirst() {
            assertFailure(INITIATE_AUTH, "UserNotConfirmedException", "User is not confirmed.")
                    .isEqualTo(new EmailNotVerified());
        }

        @Test
        void resetsThePasswordFirst() {
            assertFailure(INITIATE_AUTH, "PasswordResetRequiredException", "Password reset required for the user")
                    .isEqualTo(new PasswordResetRequired());
        }

        @Test
        void isRefusedByTheRulesOfThePool() {
            assertFailure(INITIATE_AUTH, "UserLambdaValidationException", "PreAuthentication failed with error no.")
                    .isEqualTo(new RefusedByPool());
        }
    }

    @Nested
    class WhoeverAnswersAChallenge {
        @ParameterizedTest
        @ValueSource(strings = {"Invalid session for the user.", "Invalid session for the user, session is expired."})
        void beginsAgainWhenTheSessionIsOver(String message) {
            assertFailure(RESPOND_TO_AUTH_CHALLENGE, NOT_AUTHORIZED, message).isEqualTo(new ChallengeRefused());
        }

        @Test
        void beginsAgainWhenTheSessionIsMalformed() {
            assertFailure(RESPOND_TO_AUTH_CHALLENGE, INVALID, constraint("session"))
                    .isEqualTo(new ChallengeRefused());
        }

        /** Cognito keeps the session, so the person need not begin again. */
        @ParameterizedTest
        @ValueSource(strings = {"CodeMismatchException", "ExpiredCodeException"})
        void maySendAnotherCode(String error) {
            assertFailure(RESPOND_TO_AUTH_CHALLENGE, error, "Invalid code received for user")
                    .isEqualTo(new CodeRefused());
        }

        @Test
        void isToldWhichRuleTheNewPasswordBreaks() {
            assertFailure(
                            RESPOND_TO_AUTH_CHALLENGE,
                            "InvalidPasswordException",
                            "Password does not conform to policy: Password not long enough")
                    .isEqualTo(new PasswordRefused("answers.new_password", PasswordRule.TOO_SHORT));
        }

        @ParameterizedTest
        @ValueSource(strings = {INVALID, "AliasExistsException"})
        void isToldThatAnAnswerIsNotAcceptable(String error) {
            assertFailure(RESPOND_TO_AUTH_CHALLENGE, error, "Invalid attributes given, name is missing")
                    .isEqualTo(new InvalidInput("answers", "are not acceptable to the user pool"));
        }
    }

    @Nested
    class WhoeverSignsUp {
        @Test
        void isToldThatTheEmailIsTaken() {
            assertFailure(SIGN_UP, "UsernameExistsException", "User already exists")
                    .isEqualTo(new EmailTaken());
        }

        @Test
        void isToldThatTheEmailIsTakenMeanwhile() {
            assertFailure(CONFIRM_SIGN_UP, "AliasExistsException", "An account with the email already exists.")
                    .isEqualTo(new EmailTaken());
        }

        @ParameterizedTest
        @CsvSource({
            "Password did not conform with policy: Password not long enough, TOO_SHORT",
            "Password did not conform with policy: Password must have uppercase characters, UPPERCASE_MISSING",
            "Password did not conform with policy: Password must have lowercase characters, LOWERCASE_MISSING",
            "Password did not conform with policy: Password must have numeric characters, NUMBER_MISSING",
            "Password did not conform with policy: Password must have symbol characters, SYMBOL_MISSING",
            "Provided password cannot be used for security reasons., OTHER"
        })
        void isToldWhichRuleThePasswordBreaks(String message, PasswordRule rule) {
            assertFailure(SIGN_UP, "InvalidPasswordException", message)
                    .isEqualTo(new PasswordRefused("password", rule));
        }

        @ParameterizedTest
        @CsvSource({
            "username, email",
            "password, password",
            "confirmationCode, code",
            "userAttributes.1.member.value, body"
        })
        void isToldWhichFieldIsNotAcceptable(String member, String field) {
            assertFailure(SIGN_UP, INVALID, constraint(member))
                    .isEqualTo(new InvalidInput(field, "is not acceptable to the user pool"));
        }

        @Test
        void isToldThatTheEmailIsNotAcceptable() {
            assertFailure(SIGN_UP, INVALID, "Invalid email address format.")
                    .isEqualTo(new InvalidInput("email", "is not acceptable to the user pool"));
        }

        @Test
        void isRefusedWherePeopleMayNotSignUp() {
            assertFailure(SIGN_UP, NOT_AUTHORIZED, "SignUp is not permitted for this user pool")
                    .isEqualTo(new RefusedByPool());
        }

        @Test
        void isToldThatNoCodeCouldBeSent() {
            assertFailure(SIGN_UP, "CodeDeliveryFailureException", "Failed to deliver code")
                    .isEqualTo(new CodeNotSent(Duration.ofSeconds(5)));
        }

        @Test
        void isToldThatThePoolSendsNoMoreMailToday() {
            assertFailure(
                            SIGN_UP,
                            "LimitExceededException",
                            "Exceeded daily email limit for the operation or the account.")
                    .isEqualTo(new CodeNotSent(HOUR));
        }
    }

    @Nested
    class WhoeverHoldsACode {
        @ParameterizedTest
        @CsvSource({
            "CONFIRM_SIGN_UP, CodeMismatchException",
            "CONFIRM_SIGN_UP, ExpiredCodeException",
            "CONFIRM_SIGN_UP, UserNotFoundException",
            "CONFIRM_SIGN_UP, NotAuthorizedException",
            "CONFIRM_FORGOT_PASSWORD, CodeMismatchException",
            "CONFIRM_FORGOT_PASSWORD, ExpiredCodeException",
            "CONFIRM_FORGOT_PASSWORD, UserNotFoundException",
            "CONFIRM_FORGOT_PASSWORD, NotAuthorizedException"
        })
        void learnsOnlyThatItIsNoGood(CognitoOperation operation, String error) {
            assertFailure(operation, error, "").isEqualTo(new CodeRefused());
        }

        @ParameterizedTest
        @EnumSource(names = {"CONFIRM_SIGN_UP", "CONFIRM_FORGOT_PASSWORD"})
        void waitsAfterTooManyTries(CognitoOperation operation) {
            assertFailure(operation, "TooManyFailedAttemptsException", "").isEqualTo(new TooManyAttempts(HOUR));
        }

        @Test
        void isToldThatTheNewPasswordIsNotAcceptable() {
            assertFailure(CONFIRM_FORGOT_PASSWORD, INVALID, constraint("password"))
                    .isEqualTo(new InvalidInput("new_password", "is not acceptable to the user pool"));
        }

        @Test
        void isToldThatThePasswordWasUsedBefore() {
            assertFailure(CONFIRM_FORGOT_PASSWORD, "PasswordHistoryPolicyViolationException", "")
                    .isEqualTo(new PasswordRefused("new_password", PasswordRule.USED_BEFORE));
        }
    }

    @Nested
    class WhoeverAsksForACode {
        @ParameterizedTest
        @EnumSource(names = {"RESEND_CONFIRMATION_CODE", "FORGOT_PASSWORD"})
        void waitsAfterTooManyAsks(CognitoOperation operation) {
            assertFailure(operation, "LimitExceededException", "Attempt limit exceeded, please try after some time.")
                    .isEqualTo(new TooManyAttempts(HOUR));
        }

        @ParameterizedTest
        @EnumSource(names = {"RESEND_CONFIRMATION_CODE", "FORGOT_PASSWORD"})
        void isToldThatTheAddressGetsNone(CognitoOperation operation) {
            assertFailure(operation, INVALID, "User is already confirmed.")
                    .isEqualTo(new InvalidInput("email", "cannot be sent a code"));
        }
    }

    @Nested
    class WhoeverHoldsARefreshToken {
        @ParameterizedTest
        @CsvSource({
            "GET_TOKENS_FROM_REFRESH_TOKEN, NotAuthorizedException, Refresh Token has been revoked",
            "GET_TOKENS_FROM_REFRESH_TOKEN, NotAuthorizedException, Refresh Token has expired",
            "GET_TOKENS_FROM_REFRESH_TOKEN, UserNotFoundException, User does not exist.",
            "REVOKE_TOKEN, UnauthorizedException, Invalid token",
            "REVOKE_TOKEN, UnsupportedTokenTypeException, Unsupported token type"
        })
        void signsInAgainWhenItIsDead(CognitoOperation operation, String error, String message) {
            assertFailure(operation, error, message).isEqualTo(new RefreshTokenRefused());
        }

        @ParameterizedTest
        @CsvSource({"GET_TOKENS_FROM_REFRESH_TOKEN, refreshToken", "REVOKE_TOKEN, token"})
        void signsInAgainWhenItIsMalformed(CognitoOperation operation, String member) {
            assertFailure(operation, INVALID, constraint(member)).isEqualTo(new RefreshTokenRefused());
        }

        @Test
        void isToldThatItWasUsedBefore() {
            assertFailure(GET_TOKENS_FROM_REFRESH_TOKEN, "RefreshTokenReuseException", "Refresh token reuse detected")
                    .isEqualTo(new RefreshTokenReused());
        }
    }

    @Nested
    class WhoeverIsSignedIn {
        @ParameterizedTest
        @EnumSource(names = {"GET_USER", "CHANGE_PASSWORD", "GLOBAL_SIGN_OUT"})
        void isToldWhichScopeIsMissing(CognitoOperation operation) {
            assertFailure(operation, NOT_AUTHORIZED, "Access Token does not have required scopes")
                    .isEqualTo(new InsufficientScope("aws.cognito.signin.user.admin"));
        }

        @Test
        void isToldThatTheCurrentPasswordIsWrong() {
            assertFailure(CHANGE_PASSWORD, NOT_AUTHORIZED, "Incorrect username or password.")
                    .isEqualTo(new CurrentPasswordWrong());
        }

        @ParameterizedTest
        @CsvSource({"previousPassword, current_password", "proposedPassword, new_password"})
        void isToldWhichPasswordIsNotAcceptable(String member, String field) {
            assertFailure(CHANGE_PASSWORD, INVALID, constraint(member))
                    .isEqualTo(new InvalidInput(field, "is not acceptable to the user pool"));
        }

        @ParameterizedTest
        @EnumSource(names = {"CHANGE_PASSWORD", "GET_USER", "GLOBAL_SIGN_OUT"})
        void isToldThatTheTokenWasRevoked(CognitoOperation operation) {
            assertFailure(operation, NOT_AUTHORIZED, "Access Token has been revoked")
                    .isEqualTo(new TokenRefused("The token was revoked."));
        }

        @ParameterizedTest
        @ValueSource(strings = {"User is disabled.", "Invalid Access Token"})
        void isToldThatThePoolRefusesTheToken(String message) {
            assertFailure(CHANGE_PASSWORD, NOT_AUTHORIZED, message)
                    .isEqualTo(new TokenRefused("The user pool does not accept the token."));
        }

        @Test
        void isToldThatTheTokenIsMalformed() {
            assertFailure(GET_USER, INVALID, constraint("accessToken"))
                    .isEqualTo(new TokenRefused("The token is malformed."));
        }

        @Test
        void isToldThatTheAccountIsGone() {
            assertFailure(GET_USER, "UserNotFoundException", "User does not exist.")
                    .isEqualTo(new TokenRefused("The account no longer exists."));
        }

        @Test
        void waitsAfterTooManyChanges() {
            assertFailure(CHANGE_PASSWORD, "LimitExceededException", "Attempt limit exceeded")
                    .isEqualTo(new TooManyAttempts(HOUR));
        }
    }

    @Nested
    class WhoeverAdministers {
        @Test
        void isToldThatNobodyHasTheId() {
            assertFailure(ADMIN_USER_GLOBAL_SIGN_OUT, "UserNotFoundException", "User does not exist.")
                    .isEqualTo(new UserUnknown());
        }

        @Test
        void isToldThatNobodyCanHaveTheId() {
            assertFailure(ADMIN_USER_GLOBAL_SIGN_OUT, INVALID, constraint("username"))
                    .isEqualTo(new UserUnknown());
        }

        @ParameterizedTest
        @EnumSource(
                names = {
                    "GET_GROUP",
                    "UPDATE_GROUP",
                    "DELETE_GROUP",
                    "LIST_USERS_IN_GROUP",
                    "ADMIN_ADD_USER_TO_GROUP",
                    "ADMIN_REMOVE_USER_FROM_GROUP"
                })
        void isToldThatNoGroupHasTheName(CognitoOperation operation) {
            assertFailure(operation, "ResourceNotFoundException", "Group not found.")
                    .isEqualTo(new GroupUnknown());
        }

        @Test
        void isToldThatNoGroupCanHaveTheName() {
            assertFailure(ADMIN_ADD_USER_TO_GROUP, INVALID, constraint("groupName"))
                    .isEqualTo(new GroupUnknown());
        }

        @Test
        void isToldThatTheGroupExists() {
            assertFailure(CREATE_GROUP, "GroupExistsException", "A group with the name already exists.")
                    .isEqualTo(new GroupExists());
        }

        @Test
        void isToldThatThePoolHasTooManyGroups() {
            assertFailure(CREATE_GROUP, "LimitExceededException", "Cannot create more groups")
                    .isInstanceOf(RefusedByPool.class);
        }

        @ParameterizedTest
        @CsvSource({
            "CREATE_GROUP, groupName, name",
            "CREATE_GROUP, precedence, precedence",
            "UPDATE_GROUP, description, description",
            "LIST_USERS, filter, email",
            "LIST_USERS, paginationToken, cursor",
            "LIST_GROUPS, nextToken, cursor",
            "LIST_USERS_IN_GROUP, limit, limit",
            "ADMIN_CREATE_USER, username, email",
            "ADMIN_CREATE_USER, userAttributes.1.member.value, body"
        })
        void isToldWhichFieldIsNotAcceptable(CognitoOperation operation, String member, String field) {
            assertFailure(operation, INVALID, constraint(member))
                    .isInstanceOfSatisfying(InvalidInput.class, failure -> assertThat(failure.field())
                            .isEqualTo(field));
        }

        /** The filter holds what was searched for, so that neither the service nor Cognito has failed. */
        @Test
        void isToldThatTheSearchIsNotAcceptable() {
            assertFailure(LIST_USERS, INVALID, "Error while parsing filter.")
                    .isEqualTo(new InvalidInput("email", "is not acceptable to the user pool"));
        }

        @ParameterizedTest
        @EnumSource(names = {"LIST_USERS", "LIST_USERS_IN_GROUP", "LIST_GROUPS"})
        void isToldThatTheCursorIsNotAcceptable(CognitoOperation operation) {
            assertFailure(operation, INVALID, "Invalid pagination token.")
                    .isEqualTo(new InvalidInput("cursor", "is not a cursor of this list"));
        }

        @ParameterizedTest
        @CsvSource({
            "ADMIN_CONFIRM_SIGN_UP, User cannot be confirmed. Current status is CONFIRMED, CONFIRMED",
            "ADMIN_CONFIRM_SIGN_UP, User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD, INVITED",
            "ADMIN_CONFIRM_SIGN_UP, User cannot be confirmed. Current status is EXTERNAL_PROVIDER, FEDERATED",
            "ADMIN_CONFIRM_SIGN_UP, User is disabled., DISABLED",
            "ADMIN_RESET_USER_PASSWORD, User password cannot be reset in the current state., INVITED",
            "ADMIN_RESET_USER_PASSWORD, User is disabled., DISABLED"
        })
        void isToldWhichStateTheAccountIsIn(CognitoOperation operation, String message, AccountState state) {
            assertFailure(operation, NOT_AUTHORIZED, message).isEqualTo(new AccountStateConflict(state));
        }

        @Test
        void isToldThatNoCodeCanReachTheAccount() {
            assertFailure(
                            ADMIN_RESET_USER_PASSWORD,
                            INVALID,
                            "Cannot reset password for the user as there is no registered/verified email or"
                                    + " phone_number")
                    .isEqualTo(new AccountStateConflict(AccountState.UNVERIFIED));
        }

        @Test
        void isToldThatTheInvitationWasUsed() {
            assertFailure(
                            ADMIN_CREATE_USER,
                            "UnsupportedUserStateException",
                            "Resend not possible. someone status is not FORCE_CHANGE_PASSWORD")
                    .isEqualTo(new AccountStateConflict(AccountState.CONFIRMED));
        }

        @ParameterizedTest
        @EnumSource(names = {"ADMIN_CREATE_USER", "ADMIN_UPDATE_USER_ATTRIBUTES"})
        void isToldThatTheAddressIsNotAcceptable(CognitoOperation operation) {
            assertFailure(operation, INVALID, "Invalid email address format.")
                    .isEqualTo(new InvalidInput("email", "is not acceptable to the user pool"));
        }

        @Test
        void isToldThatAnotherAccountHasTheAddress() {
            assertFailure(ADMIN_UPDATE_USER_ATTRIBUTES, "AliasExistsException", "Already found an entry")
                    .isEqualTo(new EmailTaken());
        }
    }

    @Nested
    class WhoeverChangesTheirAccount {
        @ParameterizedTest
        @EnumSource(names = {"UPDATE_USER_ATTRIBUTES", "DELETE_USER_ATTRIBUTES"})
        void isToldThatThePoolDoesNotLetThemChangeIt(CognitoOperation operation) {
            assertFailure(operation, NOT_AUTHORIZED, "A client attempted to write unauthorized attribute")
                    .isEqualTo(new InvalidInput("body", "cannot be changed in this user pool"));
        }

        @Test
        void isToldThatTheAddressIsNotAcceptable() {
            assertFailure(UPDATE_USER_ATTRIBUTES, INVALID, "Invalid email address format.")
                    .isEqualTo(new InvalidInput("email", "is not acceptable to the user pool"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"CodeMismatchException", "ExpiredCodeException", INVALID})
        void isToldThatTheCodeIsNoGood(String error) {
            assertFailure(VERIFY_USER_ATTRIBUTE, error, "").isEqualTo(new CodeRefused());
        }

        @Test
        void isToldThatTheAddressWasTakenMeanwhile() {
            assertFailure(VERIFY_USER_ATTRIBUTE, "AliasExistsException", "").isEqualTo(new EmailTaken());
        }

        @Test
        void isToldThatTheTokenIsMalformed() {
            assertFailure(DELETE_USER, INVALID, constraint("accessToken"))
                    .isEqualTo(new TokenRefused("The token is malformed."));
        }
    }

    @Nested
    class WhenCognitoIsUnwell {
        @Test
        void throttlingIsPassedOnByEveryOperation() {
            assertThat(CognitoOperation.values())
                    .allSatisfy(operation -> assertFailure(operation, "TooManyRequestsException", "Too many requests")
                            .isEqualTo(new UpstreamBusy(Duration.ofSeconds(2))));
        }

        @Test
        void failureIsPassedOnByEveryOperation() {
            assertThat(CognitoOperation.values())
                    .allSatisfy(operation -> assertFailure(operation, "InternalErrorException", "")
                            .isEqualTo(new UpstreamUnavailable(Duration.ofSeconds(5))));
        }

        @ParameterizedTest
        @ValueSource(strings = {"UnexpectedLambdaException", "InvalidLambdaResponseException"})
        void brokenTriggerIsNonsense(String error) {
            assertFailure(SIGN_UP, error, "").isEqualTo(new TriggerFailed());
        }
    }

    private static ObjectAssert<IdentityFailure> assertFailure(
            CognitoOperation operation, String error, String message) {
        return assertThat(CognitoErrors.translate(operation, error, message)
                .orElseThrow(() -> new AssertionError(operation + " has no translation of " + error)));
    }

    private static String constraint(String member) {
        return "1 validation error detected: Value at '" + member + "' failed to satisfy constraint: Member must match";
    }

    private static JsonNode model() throws IOException {
        try (InputStream in = CognitoErrors.class.getResourceAsStream("/dev/gatehouse/emulator/api.json")) {
            return new ObjectMapper().readTree(in).path("operations");
        }
    }
}
