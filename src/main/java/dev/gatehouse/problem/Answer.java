package dev.gatehouse.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The answer to a failure, independent of the request: the problem type, the invalid fields, and extra headers.
 *
 * @param type the problem type
 * @param detail the sentence to show; the type's default unless the failure has its own
 * @param errors the invalid fields
 * @param headers header fields beyond the content type
 */
record Answer(ProblemType type, String detail, List<FieldError> errors, Map<String, String> headers) {
    private static final String REALM = "Bearer realm=\"gatehouse\"";

    static Answer of(ProblemType type) {
        return new Answer(type, type.detail(), List.of(), type.status() == 401 ? challenge("") : Map.of());
    }

    static Answer withErrors(ProblemType type, List<FieldError> errors) {
        return new Answer(type, type.detail(), errors, Map.of());
    }

    static Answer retryAfter(ProblemType type, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Answer(type, type.detail(), List.of(), Map.of("Retry-After", Long.toString(seconds)));
    }

    /** 401 for a bearer token that was refused (RFC 6750 §3.1). */
    static Answer invalidToken(String reason) {
        return new Answer(
                ProblemType.INVALID_TOKEN,
                reason,
                List.of(),
                challenge(", error=\"invalid_token\", error_description=\"" + reason + "\""));
    }

    /** 401 for a valid bearer token of a sign-in that is not recent enough (RFC 9470 §3). */
    static Answer reauthenticationRequired(Duration maxAge) {
        return new Answer(
                ProblemType.REAUTHENTICATION_REQUIRED,
                ProblemType.REAUTHENTICATION_REQUIRED.detail(),
                List.of(),
                challenge(", error=\"insufficient_user_authentication\", error_description=\""
                        + ProblemType.REAUTHENTICATION_REQUIRED.detail() + "\", max_age=" + maxAge.toSeconds()));
    }

    /** 403 for a valid bearer token that lacks this scope (RFC 6750 §3.1). */
    static Answer insufficientScope(String scope) {
        return new Answer(
                ProblemType.INSUFFICIENT_SCOPE,
                ProblemType.INSUFFICIENT_SCOPE.detail(),
                List.of(),
                challenge(", error=\"insufficient_scope\", error_description=\""
                        + ProblemType.INSUFFICIENT_SCOPE.detail() + "\", scope=\"" + scope + "\""));
    }

    /** 403 for a bearer token whose user lacks the role (RFC 6750 §3.1). */
    static Answer missingRole() {
        return new Answer(
                ProblemType.FORBIDDEN,
                ProblemType.FORBIDDEN.detail(),
                List.of(),
                challenge(", error=\"insufficient_scope\", error_description=\"" + ProblemType.FORBIDDEN.detail()
                        + "\""));
    }

    /** 403 for a request from an origin that is not allowed (CORS). */
    static Answer foreignOrigin() {
        return new Answer(ProblemType.FORBIDDEN, "Requests from this origin are not allowed.", List.of(), Map.of());
    }

    /** 403 with the message of the trigger that refused the request. */
    static Answer refusedByPool(String message) {
        return new Answer(ProblemType.REFUSED_BY_POOL, message, List.of(), Map.of());
    }

    /** 403 for a session that its cookies cannot hold. */
    static Answer sessionTooLarge(int cookies, int bytes) {
        return new Answer(
                ProblemType.SESSION_TOO_LARGE,
                "The session does not fit into " + cookies + " cookies of " + bytes
                        + " bytes. The account is in too many groups, or their names are too long.",
                List.of(),
                Map.of());
    }

    /** 400 for a passkey, with the reason. */
    static Answer refusedPasskey(String reason) {
        return new Answer(ProblemType.PASSKEY_REFUSED, reason, List.of(), Map.of());
    }

    /** 400 for a sign-in with another identity provider, with the reason. */
    static Answer refusedSignIn(String reason) {
        return new Answer(ProblemType.SIGN_IN_REFUSED, reason, List.of(), Map.of());
    }

    /** 503 for an operation that needs AWS credentials with this permission. */
    static Answer credentialsMissing(String permission) {
        return new Answer(
                ProblemType.NOT_CONFIGURED,
                "This operation needs AWS credentials with the IAM permission " + permission
                        + ", and none are configured.",
                List.of(),
                Map.of());
    }

    /** 503 for AWS credentials that lack the permission for this operation. */
    static Answer permissionMissing(String permission) {
        return new Answer(
                ProblemType.NOT_CONFIGURED,
                "This operation needs the IAM permission " + permission
                        + ", which this service's AWS credentials lack.",
                List.of(),
                Map.of());
    }

    /** 503 for an operation that is switched on by this setting. */
    static Answer settingMissing(String setting) {
        return new Answer(
                ProblemType.NOT_CONFIGURED,
                "This operation needs the setting " + setting + ", which is not set.",
                List.of(),
                Map.of());
    }

    /** The same answer, with what had happened before it. */
    Answer after(String sentence) {
        return new Answer(type, sentence + ' ' + detail, errors, headers);
    }

    /** 409 for what this identity provider keeps. */
    static Answer managedBy(String provider) {
        return new Answer(
                ProblemType.MANAGED_ELSEWHERE,
                "The identity provider " + provider + " keeps this. Change it there.",
                List.of(),
                Map.of());
    }

    private static Map<String, String> challenge(String error) {
        return Map.of("WWW-Authenticate", REALM + error);
    }

    Problem problem(String requestId) {
        return new Problem(
                "urn:gatehouse:problem:" + type.code(),
                type.title(),
                type.status(),
                detail,
                type.code(),
                requestId,
                errors);
    }
}
