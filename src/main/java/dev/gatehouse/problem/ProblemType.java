package dev.gatehouse.problem;

import java.util.Locale;

/** All problem types of the service, each with its code, status, title and default detail. */
enum ProblemType {
    MALFORMED_REQUEST(400, "Malformed request", "The request could not be understood."),
    INVALID_INPUT(400, "Invalid input", "One or more fields are not acceptable."),
    INVALID_CODE(400, "Invalid code", "The code is wrong or has expired. Ask for a new one."),
    METHOD_NOT_AVAILABLE(
            400, "Method not available", "This user pool does not offer this way to sign in, for any account."),
    PASSKEY_REFUSED(400, "Passkey refused", "The user pool does not accept the passkey."),
    INVALID_GRANT(400, "Invalid grant", "The grant is invalid, was used or has expired. Sign in again."),
    SIGN_IN_REFUSED(400, "Sign-in refused", "The identity provider or the user pool refused the sign-in."),
    INVALID_CREDENTIALS(
            401,
            "Invalid credentials",
            "Wrong email or password, or the email is not verified yet, or the password must be reset first."),
    INVALID_CURRENT_PASSWORD(401, "Invalid current password", "The current password is wrong."),
    INVALID_REFRESH_TOKEN(401, "Invalid refresh token", "The refresh token is no longer valid. Sign in again."),
    REUSED_REFRESH_TOKEN(401, "Reused refresh token", "The refresh token was used before. Sign in again."),
    INVALID_CHALLENGE(
            401, "Invalid challenge", "The sign-in has expired or the challenge token is invalid. Sign in again."),
    AUTHENTICATION_REQUIRED(401, "Authentication required", "This route needs a bearer token."),
    INVALID_TOKEN(401, "Invalid token", "The bearer token is not acceptable."),
    REAUTHENTICATION_REQUIRED(
            401, "Reauthentication required", "This operation needs a recent sign-in. Sign in again."),
    FORBIDDEN(403, "Forbidden", "The caller lacks the role that this route needs."),
    INSUFFICIENT_SCOPE(403, "Insufficient scope", "The token lacks the scope that this operation needs."),
    CROSS_SITE_REQUEST(
            403,
            "Cross-site request",
            "The browser does not say that a page of this origin, or of a listed one, sent the request."),
    EMAIL_NOT_VERIFIED(403, "Email not verified", "Verify the email address first."),
    PASSWORD_RESET_REQUIRED(403, "Password reset required", "Reset the password first."),
    REFUSED_BY_POOL(403, "Refused", "The rules of this user pool do not allow it."),
    SESSION_TOO_LARGE(403, "Session too large", "The session does not fit into cookies."),
    NOT_FOUND(404, "Not found", "No route has this path."),
    USER_NOT_FOUND(404, "User not found", "No user has this id."),
    PASSKEY_NOT_FOUND(404, "Passkey not found", "The account has no passkey with this id."),
    GROUP_NOT_FOUND(404, "Group not found", "No group has this name."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "This route does not support this method."),
    NOT_ACCEPTABLE(406, "Not acceptable", "This route cannot answer in an accepted media type."),
    REQUEST_TIMEOUT(408, "Request timeout", "The request did not arrive in time."),
    EMAIL_TAKEN(409, "Email taken", "An account with this email address exists already."),
    FACTOR_REQUIRED(409, "Factor required", "The last second factor cannot be removed. Set up another one first."),
    GROUP_EXISTS(409, "Group exists", "A group with this name exists already."),
    GROUP_NOT_EMPTY(409, "Group not empty", "The group has members. Remove them first."),
    LAST_ADMINISTRATOR(409, "Last administrator", "Nobody would be left who may administer accounts."),
    OWN_ROLE(409, "Own role", "This would take your own role away. Add own=true to the query if you mean it."),
    ACCOUNT_INVITED(409, "Account invited", "The person has not used the invitation yet. Send it again."),
    ACCOUNT_FEDERATED(409, "Account federated", "The account belongs to another identity provider. Change it there."),
    ACCOUNT_DISABLED(409, "Account disabled", "The account is disabled. Enable it first."),
    ACCOUNT_UNCONFIRMED(409, "Account unconfirmed", "The sign-up is not confirmed yet. Confirm it first."),
    ACCOUNT_CONFIRMED(409, "Account confirmed", "The account is confirmed already."),
    ACCOUNT_UNVERIFIED(409, "Account unverified", "The account has no verified address that a code could go to."),
    MANAGED_ELSEWHERE(409, "Managed elsewhere", "Another identity provider keeps this. Change it there."),
    IDEMPOTENCY_KEY_IN_USE(409, "Idempotency key in use", "The first request with this key still runs. Wait for it."),
    BODY_TOO_LARGE(413, "Body too large", "The request body is too large."),
    URI_TOO_LONG(414, "URI too long", "The request line is too long."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "Unsupported media type", "The body must have the media type of this route, and not be compressed."),
    PASSWORD_REFUSED(422, "Password refused", "The password does not meet the password policy."),
    IDEMPOTENCY_KEY_REUSED(422, "Idempotency key reused", "This key was used with another body."),
    RATE_LIMITED(429, "Rate limited", "Too many requests of this kind. Wait before the next one."),
    TOO_MANY_ATTEMPTS(429, "Too many attempts", "Too many attempts. Wait before the next one."),
    HEADERS_TOO_LARGE(431, "Headers too large", "The request header is too large."),
    INTERNAL_ERROR(500, "Internal error", "The service failed. Its log says why."),
    MISCONFIGURED(500, "Misconfigured", "The service is not set up correctly. Its log says what to check."),
    INVALID_UPSTREAM_RESPONSE(
            502, "Invalid upstream response", "The user pool sent a response that this service cannot read."),
    CODE_NOT_SENT(503, "Code not sent", "The code could not be sent. Try again later."),
    UPSTREAM_UNAVAILABLE(503, "Upstream unavailable", "The user pool cannot be reached now. Try again later."),
    UPSTREAM_BUSY(503, "Upstream busy", "The user pool is busy. Try again later."),
    KEYS_UNAVAILABLE(503, "Keys unavailable", "No signing keys are loaded yet. Try again soon."),
    REVOCATIONS_UNKNOWN(503, "Revocations unknown", "The revocation store is unreachable. Try again soon."),
    SHARED_STORE_UNAVAILABLE(
            503, "Shared store unavailable", "Redis, which the replicas share, cannot be reached now. Try again soon."),
    NOT_CONFIGURED(503, "Not configured", "This operation needs AWS credentials, and none are configured.");

    private final int status;
    private final String title;
    private final String detail;

    ProblemType(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    /** The stable, machine-readable name: {@code invalid_code}. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String detail() {
        return detail;
    }

    /** The problem type for an HTTP status from the framework; any other 4xx is malformed, any 5xx internal. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> AUTHENTICATION_REQUIRED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 431 -> HEADERS_TOO_LARGE;
            default -> status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
