package dev.gatehouse.problem;

import static dev.gatehouse.problem.ProblemType.*;

import dev.gatehouse.identity.AccountState;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import java.util.List;

/** Maps each {@link IdentityFailure} to its answer. */
final class FailureAnswers {
    private static final String INVITED =
            "The account was created and its invitation mailed, but the account is not in all its"
                    + " groups yet: repeat the request to complete it.";

    private FailureAnswers() {}

    static Answer of(IdentityFailure failure) {
        return switch (failure) {
            case InvalidInput f -> Answer.withErrors(INVALID_INPUT, List.of(new FieldError(f.field(), f.message())));
            case FieldsRefused f ->
                Answer.withErrors(
                        INVALID_INPUT,
                        f.fields().stream()
                                .map(field -> new FieldError(field, f.message()))
                                .toList());
            case CodeRefused() -> Answer.of(INVALID_CODE);
            case InvalidCredentials() -> Answer.of(INVALID_CREDENTIALS);
            case CurrentPasswordWrong() -> Answer.of(INVALID_CURRENT_PASSWORD);
            case RefreshTokenRefused() -> Answer.of(INVALID_REFRESH_TOKEN);
            case RefreshTokenReused() -> Answer.of(REUSED_REFRESH_TOKEN);
            case SessionTooLarge f -> Answer.sessionTooLarge(f.cookies(), f.bytes());
            case ChallengeRefused() -> Answer.of(INVALID_CHALLENGE);
            case GrantRefused() -> Answer.of(INVALID_GRANT);
            case SignInRefused f -> Answer.refusedSignIn(f.reason());
            case TokenRefused f -> Answer.invalidToken(f.reason());
            // The routes for services have answers of their own (RFC 6749 §5.2); these two do not occur elsewhere.
            case ClientRefused() -> Answer.of(AUTHENTICATION_REQUIRED);
            case ClientNotAllowed() -> Answer.of(FORBIDDEN);
            case ReauthenticationRequired f -> Answer.reauthenticationRequired(f.maxAge());
            case InsufficientScope f -> Answer.insufficientScope(f.scope());
            case CrossSiteRequest() -> Answer.of(CROSS_SITE_REQUEST);
            case EmailNotVerified() -> Answer.of(EMAIL_NOT_VERIFIED);
            case PasswordResetRequired() -> Answer.of(PASSWORD_RESET_REQUIRED);
            case RefusedByPool f -> f.message().map(Answer::refusedByPool).orElseGet(() -> Answer.of(REFUSED_BY_POOL));
            case MethodNotAvailable() -> Answer.of(METHOD_NOT_AVAILABLE);
            case FactorRequired() -> Answer.of(FACTOR_REQUIRED);
            case PasskeyRefused f -> Answer.refusedPasskey(f.reason());
            case PasskeyUnknown() -> Answer.of(PASSKEY_NOT_FOUND);
            case EmailTaken() -> Answer.of(EMAIL_TAKEN);
            case UserUnknown() -> Answer.of(USER_NOT_FOUND);
            case InvitationIncomplete f -> of(f.cause()).after(INVITED);
            case GroupUnknown() -> Answer.of(GROUP_NOT_FOUND);
            case GroupExists() -> Answer.of(GROUP_EXISTS);
            case GroupNotEmpty() -> Answer.of(GROUP_NOT_EMPTY);
            case LastAdministrator() -> Answer.of(LAST_ADMINISTRATOR);
            case OwnRole() -> Answer.of(OWN_ROLE);
            case AccountStateConflict f -> Answer.of(ofState(f.state()));
            case ManagedElsewhere f ->
                f.provider().map(Answer::managedBy).orElseGet(() -> Answer.of(MANAGED_ELSEWHERE));
            case IdempotencyKeyReused() -> Answer.of(IDEMPOTENCY_KEY_REUSED);
            case IdempotencyKeyInUse f -> Answer.retryAfter(IDEMPOTENCY_KEY_IN_USE, f.retryAfter());
            case PasswordRefused f ->
                Answer.withErrors(
                        PASSWORD_REFUSED,
                        List.of(new FieldError(f.field(), f.rule().message())));
            case RateLimited f -> Answer.retryAfter(RATE_LIMITED, f.retryAfter());
            case TooManyAttempts f -> Answer.retryAfter(TOO_MANY_ATTEMPTS, f.retryAfter());
            case CodeNotSent f -> Answer.retryAfter(CODE_NOT_SENT, f.retryAfter());
            case TriggerFailed() -> Answer.of(INVALID_UPSTREAM_RESPONSE);
            case InvalidUpstreamResponse() -> Answer.of(INVALID_UPSTREAM_RESPONSE);
            case UnexpectedUpstreamResponse() -> Answer.of(INVALID_UPSTREAM_RESPONSE);
            case UpstreamUnavailable f -> Answer.retryAfter(UPSTREAM_UNAVAILABLE, f.retryAfter());
            case UpstreamBusy f -> Answer.retryAfter(UPSTREAM_BUSY, f.retryAfter());
            case KeysUnavailable f -> Answer.retryAfter(KEYS_UNAVAILABLE, f.retryAfter());
            case RevocationsUnknown f -> Answer.retryAfter(REVOCATIONS_UNKNOWN, f.retryAfter());
            case SharedStoreUnavailable f -> Answer.retryAfter(SHARED_STORE_UNAVAILABLE, f.retryAfter());
            case CredentialsRefused f -> Answer.retryAfter(UPSTREAM_UNAVAILABLE, f.retryAfter());
            case NotConfigured f -> Answer.credentialsMissing(f.permission());
            case SettingMissing f -> Answer.settingMissing(f.setting());
            case PermissionMissing f -> Answer.permissionMissing(f.permission());
            case Misconfigured() -> Answer.of(MISCONFIGURED);
        };
    }

    private static ProblemType ofState(AccountState state) {
        return switch (state) {
            case INVITED -> ACCOUNT_INVITED;
            case FEDERATED -> ACCOUNT_FEDERATED;
            case DISABLED -> ACCOUNT_DISABLED;
            case UNCONFIRMED -> ACCOUNT_UNCONFIRMED;
            case CONFIRMED -> ACCOUNT_CONFIRMED;
            case UNVERIFIED -> ACCOUNT_UNVERIFIED;
        };
    }
}
