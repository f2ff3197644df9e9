package dev.gatehouse.cognito;

import static dev.gatehouse.cognito.CognitoOperation.*;

import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import dev.gatehouse.identity.PasswordRule;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates the errors of Cognito's API (2016-04-18). Every error that an operation in use can raise is listed here. Cognito's
 * messages do not leave this class, because they may quote input.
 */
final class CognitoErrors {
    /** Cognito's limits per user last an hour; it does not report the time left. */
    private static final Duration PER_HOUR = Duration.ofHours(1);
    /** The lock-out after wrong passwords lasts one second to fifteen minutes; Cognito does not report the time left. */
    private static final Duration LOCK_OUT = Duration.ofSeconds(30);

    private static final Duration THROTTLED = Duration.ofSeconds(2);
    private static final Duration FAILED = Duration.ofSeconds(5);

    /** Greedy: Cognito may quote the value before the member's name, and a value may contain a similar message. */
    private static final Pattern CONSTRAINT = Pattern.compile(".* at '([\\w.]+)' failed to satisfy.*", Pattern.DOTALL);

    private static final Map<String, String> FIELDS = Map.of(
            "confirmationcode", "code",
            "usercode", "code",
            "friendlydevicename", "name",
            "credential", "credential",
            "proposedpassword", "new_password",
            "previouspassword", "current_password",
            "challengeresponses", "answers");

    private static final String NOT_ACCEPTABLE = "is not acceptable to the user pool";
    private static final String ARE_NOT_ACCEPTABLE = "are not acceptable to the user pool";
    /** Members that the service sets, not the client. */
    private static final Set<String> OURS = Set.of("clientid", "clientsecret", "secrethash", "userpoolid");

    private CognitoErrors() {}

    /** The failure that the error means; empty for an unknown error. */
    static Optional<IdentityFailure> translate(CognitoOperation operation, String error, String message) {
        return IamErrors.translate(operation, error)
                .or(() -> FactorErrors.translate(operation, error, message))
                .or(() -> GroupErrors.translate(operation, error, message))
                .or(() -> AttributeErrors.translate(operation, error, message))
                .or(() -> AdministrationErrors.translate(operation, error, message))
                .or(() -> other(operation, error, message));
    }

    private static Optional<IdentityFailure> other(CognitoOperation operation, String error, String message) {
        return Optional.ofNullable(
                switch (error) {
                    case "NotAuthorizedException", "UnauthorizedException" -> notAuthorized(operation, message);
                    case "InvalidParameterException" -> invalidParameter(operation, message);
                    case "UserNotFoundException" -> userNotFound(operation);
                    case "UsernameExistsException" -> new EmailTaken();
                    case "AliasExistsException" ->
                        operation == RESPOND_TO_AUTH_CHALLENGE
                                ? new InvalidInput("answers", ARE_NOT_ACCEPTABLE)
                                : new EmailTaken();
                    case "UserNotConfirmedException" -> new EmailNotVerified();
                    case "PasswordResetRequiredException" -> new PasswordResetRequired();
                    case "CodeMismatchException", "ExpiredCodeException" -> new CodeRefused();
                    case "InvalidPasswordException" ->
                        new PasswordRefused(passwordField(operation), CognitoPasswordRule.of(message));
                    case "PasswordHistoryPolicyViolationException" ->
                        new PasswordRefused(passwordField(operation), PasswordRule.USED_BEFORE);
                    case "LimitExceededException" ->
                        message.contains("email limit") ? new CodeNotSent(PER_HOUR) : new TooManyAttempts(PER_HOUR);
                    case "TooManyFailedAttemptsException" -> new TooManyAttempts(PER_HOUR);
                    case "CodeDeliveryFailureException" -> new CodeNotSent(FAILED);
                    case "RefreshTokenReuseException" -> new RefreshTokenReused();
                    case "UnsupportedTokenTypeException" -> new RefreshTokenRefused();
                    case "UnsupportedUserStateException" -> new InvalidInput("email", "cannot be sent a code");
                    case "UserLambdaValidationException" -> new RefusedByPool();
                    case "TooManyRequestsException", "ThrottlingException" -> new UpstreamBusy(THROTTLED);
                    case "InternalErrorException", "ServiceUnavailableException" -> new UpstreamUnavailable(FAILED);
                    case "UnexpectedLambdaException", "InvalidLambdaResponseException" -> new TriggerFailed();
                    case "SoftwareTokenMFANotFoundException", "MFAMethodNotFoundException" -> new ChallengeRefused();
                    case "ResourceNotFoundException",
                            "InvalidUserPoolConfigurationException",
                            "InvalidSmsRoleAccessPolicyException",
                            "InvalidSmsRoleTrustRelationshipException",
                            "InvalidEmailRoleAccessPolicyException",
                            "OperationNotEnabledException",
                            "PreconditionNotMetException",
                            "UnsupportedOperationException",
                            "ForbiddenException" -> new Misconfigured();
                    default -> null;
                });
    }

    private static IdentityFailure notAuthorized(CognitoOperation operation, String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("secret")) {
            return new Misconfigured();
        }
        if (text.contains("attempts exceeded")) {
            return new TooManyAttempts(LOCK_OUT);
        }
        return switch (operation) {
            case INITIATE_AUTH -> new InvalidCredentials();
            case RESPOND_TO_AUTH_CHALLENGE -> new ChallengeRefused();
            case GET_TOKENS_FROM_REFRESH_TOKEN, REVOKE_TOKEN -> new RefreshTokenRefused();
            case CONFIRM_SIGN_UP, CONFIRM_FORGOT_PASSWORD -> new CodeRefused();
            case RESEND_CONFIRMATION_CODE, FORGOT_PASSWORD -> new InvalidInput("email", "cannot be sent a code");
            case SIGN_UP -> new RefusedByPool();
            case CHANGE_PASSWORD ->
                text.contains("token") || text.contains("disabled") ? tokenRefused(text) : new CurrentPasswordWrong();
            default -> operation.isSigned() ? new Misconfigured() : tokenRefused(text);
        };
    }

    private static IdentityFailure invalidParameter(CognitoOperation operation, String message) {
        Matcher constraint = CONSTRAINT.matcher(message);
        if (constraint.matches()) {
            return brokenConstraint(operation, constraint.group(1).toLowerCase(Locale.ROOT));
        }
        if (message.toLowerCase(Locale.ROOT).contains("secret")) {
            return new Misconfigured();
        }
        return switch (operation) {
            case SIGN_UP -> new InvalidInput(message.contains("ttribute") ? "body" : "email", NOT_ACCEPTABLE);
            case RESEND_CONFIRMATION_CODE, FORGOT_PASSWORD -> new InvalidInput("email", "cannot be sent a code");
            case CONFIRM_SIGN_UP, CONFIRM_FORGOT_PASSWORD -> new CodeRefused();
            case INITIATE_AUTH -> flowRefused(message);
            case RESPOND_TO_AUTH_CHALLENGE -> new InvalidInput("answers", ARE_NOT_ACCEPTABLE);
            case GET_TOKENS_FROM_REFRESH_TOKEN, REVOKE_TOKEN -> new RefreshTokenRefused();
            case CHANGE_PASSWORD -> new InvalidInput("new_password", NOT_ACCEPTABLE);
            default -> operation.isSigned() ? new UserUnknown() : new TokenRefused("The token is malformed.");
        };
    }

    /** Sign-in without a password is optional: a pool or an app client may lack it. */
    private static IdentityFailure flowRefused(String message) {
        if (message.contains("USER_AUTH")) {
            return new MethodNotAvailable();
        }
        return message.toLowerCase(Locale.ROOT).contains("flow") ? new Misconfigured() : new InvalidCredentials();
    }

    /** Clients can correct their own fields; a malformed token or session is handled like an expired one. */
    private static IdentityFailure brokenConstraint(CognitoOperation operation, String member) {
        if (OURS.contains(member)) {
            return new Misconfigured();
        }
        return switch (member) {
            case "accesstoken" -> new TokenRefused("The token is malformed.");
            case "refreshtoken", "token" -> new RefreshTokenRefused();
            case "session" -> new ChallengeRefused();
            case "password" -> new InvalidInput(passwordField(operation), NOT_ACCEPTABLE);
            case "username" -> operation.isSigned() ? new UserUnknown() : new InvalidInput("email", NOT_ACCEPTABLE);
            default -> new InvalidInput(FIELDS.getOrDefault(member, "body"), NOT_ACCEPTABLE);
        };
    }

    private static IdentityFailure tokenRefused(String text) {
        if (text.contains("required scopes")) {
            return SelfService.refused();
        }
        return new TokenRefused(
                text.contains("revoked") ? "The token was revoked." : "The user pool does not accept the token.");
    }

    private static IdentityFailure userNotFound(CognitoOperation operation) {
        return switch (operation) {
            case INITIATE_AUTH -> new InvalidCredentials();
            case RESPOND_TO_AUTH_CHALLENGE -> new ChallengeRefused();
            case GET_TOKENS_FROM_REFRESH_TOKEN, REVOKE_TOKEN -> new RefreshTokenRefused();
            case CONFIRM_SIGN_UP, CONFIRM_FORGOT_PASSWORD -> new CodeRefused();
            case SIGN_UP, RESEND_CONFIRMATION_CODE, FORGOT_PASSWORD -> new UserUnknown();
            default -> operation.isSigned() ? new UserUnknown() : new TokenRefused("The account no longer exists.");
        };
    }

    private static String passwordField(CognitoOperation operation) {
        return switch (operation) {
            case SIGN_UP -> "password";
            case RESPOND_TO_AUTH_CHALLENGE -> "answers.new_password";
            default -> "new_password";
        };
    }
}
