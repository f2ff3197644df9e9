package dev.gatehouse.identity;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All failures of identity operations. Sealed, so that a new failure does not compile until it has an answer in {@code
 * problem.FailureAnswers}; its code is a constant of {@code problem.ProblemType}, and stands in {@code docs/openapi.yaml}.
 */
public sealed interface IdentityFailure {

    /** A field of the request is not acceptable to Cognito. */
    record InvalidInput(String field, String message) implements IdentityFailure {}

    /** At least one of these fields is not acceptable to Cognito, which does not say which. */
    record FieldsRefused(List<String> fields, String message) implements IdentityFailure {
        public FieldsRefused {
            fields = List.copyOf(fields);
        }
    }

    /** The one-time code is wrong, used, or expired, or no account waits for one. */
    record CodeRefused() implements IdentityFailure {}

    /** Email and password do not match, or the account may not sign in and this is concealed. */
    record InvalidCredentials() implements IdentityFailure {}

    /** The current password, required for a change, is wrong. */
    record CurrentPasswordWrong() implements IdentityFailure {}

    /** The refresh token is unknown, expired or revoked. */
    record RefreshTokenRefused() implements IdentityFailure {}

    /** The refresh token was used before: it may be stolen. */
    record RefreshTokenReused() implements IdentityFailure {}

    /** The session does not fit into so many cookies of so many bytes, because the account is in too many groups. */
    record SessionTooLarge(int cookies, int bytes) implements IdentityFailure {}

    /** The challenge token is invalid, or its sign-in has expired; the client must start again with the password. */
    record ChallengeRefused() implements IdentityFailure {}

    /** The authorization code, or the grant that holds one, is invalid, used or expired (RFC 6749 {@code invalid_grant}). */
    record GrantRefused() implements IdentityFailure {}

    /** A sign-in with another identity provider was cancelled, refused or cannot be matched, for the reason in this sentence. */
    record SignInRefused(String reason) implements IdentityFailure {}

    /** The bearer token is not acceptable (RFC 6750 {@code invalid_token}). */
    record TokenRefused(String reason) implements IdentityFailure {}

    /** The operation needs a sign-in that is at most so old (RFC 9470 {@code insufficient_user_authentication}). */
    record ReauthenticationRequired(Duration maxAge) implements IdentityFailure {}

    /** The bearer token is valid, but lacks the scope that Cognito requires (RFC 6750 {@code insufficient_scope}). */
    record InsufficientScope(String scope) implements IdentityFailure {}

    /** A page of another site may have caused the request (cross-site request forgery). */
    record CrossSiteRequest() implements IdentityFailure {}

    /** A service did not authenticate as one of the configured clients (RFC 6749 {@code invalid_client}). */
    record ClientRefused() implements IdentityFailure {}

    /** The service may not revoke the tokens of this app client (RFC 6749 {@code unauthorized_client}). */
    record ClientNotAllowed() implements IdentityFailure {}

    /** The account's email address is not verified yet. */
    record EmailNotVerified() implements IdentityFailure {}

    /** An administrator reset the password; it must be recovered first. */
    record PasswordResetRequired() implements IdentityFailure {}

    /** The pool, for example a sign-up trigger, refuses the request; with its message if the client may read it. */
    record RefusedByPool(Optional<String> message) implements IdentityFailure {
        public RefusedByPool() {
            this(Optional.empty());
        }

        @Override
        public String toString() {
            return "RefusedByPool[hidden]";
        }
    }

    /** The pool or its app client does not have this way to sign in, for any account. */
    record MethodNotAvailable() implements IdentityFailure {}

    /** The last second factor of an account cannot be removed, because the pool requires one. */
    record FactorRequired() implements IdentityFailure {}

    /** Cognito does not accept the passkey, for the reason in this sentence. */
    record PasskeyRefused(String reason) implements IdentityFailure {}

    /** The account has no passkey with this id. */
    record PasskeyUnknown() implements IdentityFailure {}

    /** An account with this email address exists already. */
    record EmailTaken() implements IdentityFailure {}

    /** No account has this id. */
    record UserUnknown() implements IdentityFailure {}

    /** The account was created and mailed, and then this failed: the account is not in all its groups yet. */
    record InvitationIncomplete(IdentityFailure cause) implements IdentityFailure {}

    /** No group of the pool has this name. */
    record GroupUnknown() implements IdentityFailure {}

    /** A group with this name exists already. */
    record GroupExists() implements IdentityFailure {}

    /** The group has members, so it is not deleted. */
    record GroupNotEmpty() implements IdentityFailure {}

    /** Nobody would be left who may administer accounts. */
    record LastAdministrator() implements IdentityFailure {}

    /** Administrators take their own role away only where the request says so. */
    record OwnRole() implements IdentityFailure {}

    /** Cognito cannot do this to an account in this state. */
    record AccountStateConflict(AccountState state) implements IdentityFailure {}

    /**
     * Another identity provider keeps this part of the profile, so that it can be changed only there.
     *
     * @param provider its name in the pool, if that is known
     */
    record ManagedElsewhere(Optional<String> provider) implements IdentityFailure {}

    /** The idempotency key was used with another body. */
    record IdempotencyKeyReused() implements IdentityFailure {}

    /** The first request with this idempotency key still runs. */
    record IdempotencyKeyInUse(Duration retryAfter) implements IdentityFailure {}

    /** The new password violates the pool's policy. */
    record PasswordRefused(String field, PasswordRule rule) implements IdentityFailure {}

    /** The rate limit of the client address or of the account is exceeded. */
    record RateLimited(Duration retryAfter) implements IdentityFailure {}

    /** Too many failed attempts for this account, as counted here or by Cognito. */
    record TooManyAttempts(Duration retryAfter) implements IdentityFailure {}

    /** Cognito could not send the code: the mail was not accepted, or the pool's daily limit of mails is used up. */
    record CodeNotSent(Duration retryAfter) implements IdentityFailure {}

    /** A Lambda trigger of the pool failed; the pool itself works. */
    record TriggerFailed() implements IdentityFailure {}

    /** The response is not from Cognito, or not in its format. */
    record InvalidUpstreamResponse() implements IdentityFailure {}

    /** Cognito's answer to one operation cannot be used: an unknown error, or a missing member. */
    record UnexpectedUpstreamResponse() implements IdentityFailure {}

    /** Cognito is unreachable or fails, or its circuit breaker is open. */
    record UpstreamUnavailable(Duration retryAfter) implements IdentityFailure {}

    /** Cognito throttles requests, or the budget or the bulkhead of calls to it is full. */
    record UpstreamBusy(Duration retryAfter) implements IdentityFailure {}

    /** No signing key is loaded yet, so no token can be verified. */
    record KeysUnavailable(Duration retryAfter) implements IdentityFailure {}

    /** The shared store of revocations is unreachable, and the service is configured to accept no token without it. */
    record RevocationsUnknown(Duration retryAfter) implements IdentityFailure {}

    /** The store that replicas share is unreachable, and the operation would not be safe without it. */
    record SharedStoreUnavailable(Duration retryAfter) implements IdentityFailure {}

    /** The operation needs AWS credentials with this IAM permission, and none are configured. */
    record NotConfigured(String permission) implements IdentityFailure {}

    /** The operation needs this setting, which is not set. */
    record SettingMissing(String setting) implements IdentityFailure {}

    /** Cognito does not accept the AWS credentials: expired, with a wrong key, or deleted. */
    record CredentialsRefused(Duration retryAfter) implements IdentityFailure {}

    /** The AWS credentials lack an IAM permission, such as {@code cognito-idp:AdminUserGlobalSignOut}. */
    record PermissionMissing(String permission) implements IdentityFailure {}

    /** The service is configured wrongly; the log says what to check. */
    record Misconfigured() implements IdentityFailure {}
}
