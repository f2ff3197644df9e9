package dev.gatehouse.identity;

import java.time.Duration;
import java.util.Optional;

/**
 * Everything that can go wrong with an identity. Closed on purpose: a new failure does not compile until it has a status
 * and words of its own.
 */
public sealed interface IdentityFailure {

    /** A field of the request is not acceptable to Cognito. */
    record InvalidInput(String field, String message) implements IdentityFailure {}

    /** The one-time code is wrong, used, or expired, or there is no account that waits for one. */
    record CodeRefused() implements IdentityFailure {}

    /** Email and password do not fit, or the account may not sign in and that is concealed. */
    record InvalidCredentials() implements IdentityFailure {}

    /** The current password, asked for before a change, is wrong. */
    record CurrentPasswordWrong() implements IdentityFailure {}

    /** The refresh token is unknown, expired or revoked. */
    record RefreshTokenRefused() implements IdentityFailure {}

    /** The refresh token was exchanged before: perhaps it was stolen. */
    record RefreshTokenReused() implements IdentityFailure {}

    /** The challenge token is not ours, or its sign-in is over; begin again with the password. */
    record ChallengeRefused() implements IdentityFailure {}

    /** The bearer token is not acceptable (RFC 6750 {@code invalid_token}). */
    record TokenRefused(String reason) implements IdentityFailure {}

    /** The bearer token is good, but lacks the scope that Cognito asks for (RFC 6750 {@code insufficient_scope}). */
    record InsufficientScope(String scope) implements IdentityFailure {}

    /** The account's email address is not verified yet. */
    record EmailNotVerified() implements IdentityFailure {}

    /** An administrator reset the password; it must be recovered first. */
    record PasswordResetRequired() implements IdentityFailure {}

    /** The pool's own rules, for example a sign-up trigger, refuse the request; with its words if the client may read them. */
    record RefusedByPool(Optional<String> message) implements IdentityFailure {
        public RefusedByPool() {
            this(Optional.empty());
        }

        @Override
        public String toString() {
            return "RefusedByPool[hidden]";
        }
    }

    /** There is an account with this email address already. */
    record EmailTaken() implements IdentityFailure {}

    /** No account has this id. */
    record UserUnknown() implements IdentityFailure {}

    /** The new password breaks the pool's policy. */
    record PasswordRefused(String field, PasswordRule rule) implements IdentityFailure {}

    /** One address, or everybody about one account, asked for this more often than the limit allows. */
    record RateLimited(Duration retryAfter) implements IdentityFailure {}

    /** Too many failed attempts for this account, as counted here or by Cognito. */
    record TooManyAttempts(Duration retryAfter) implements IdentityFailure {}

    /** Cognito could not send the code: the mail was not accepted, or the pool's daily limit of mails is used up. */
    record CodeNotSent(Duration retryAfter) implements IdentityFailure {}

    /** A trigger of the pool broke; the pool itself is well. */
    record TriggerFailed() implements IdentityFailure {}

    /** Something answered that is not Cognito. */
    record InvalidUpstreamResponse() implements IdentityFailure {}

    /** One operation got an answer that the service cannot use: an unknown refusal, or one that lacks a member. */
    record UnexpectedUpstreamResponse() implements IdentityFailure {}

    /** Cognito cannot be reached, fails, or its circuit is open. */
    record UpstreamUnavailable(Duration retryAfter) implements IdentityFailure {}

    /** Cognito throttles us, or so many calls are under way that one more would not help. */
    record UpstreamBusy(Duration retryAfter) implements IdentityFailure {}

    /** No signing key could be fetched yet, so no token can be judged. */
    record KeysUnavailable(Duration retryAfter) implements IdentityFailure {}

    /** The shared store of revocations is lost, and the service is told to judge no token without it. */
    record RevocationsUnknown(Duration retryAfter) implements IdentityFailure {}

    /** The operation needs AWS credentials and there are none. */
    record NotConfigured() implements IdentityFailure {}

    /** Cognito does not accept the AWS credentials: expired, of a wrong key, or of an account that is gone. */
    record CredentialsRefused(Duration retryAfter) implements IdentityFailure {}

    /** The AWS credentials lack an IAM permission, such as {@code cognito-idp:AdminUserGlobalSignOut}. */
    record PermissionMissing(String permission) implements IdentityFailure {}

    /** The service is set up wrongly; the log says what to check. */
    record Misconfigured() implements IdentityFailure {}
}
