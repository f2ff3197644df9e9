package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.CredentialsRefused;
import dev.gatehouse.identity.IdentityFailure.Misconfigured;
import dev.gatehouse.identity.IdentityFailure.PermissionMissing;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates the errors with which AWS refuses the signature of a call or its permission. They are the service's own trouble and
 * say nothing of the request. Cognito's {@code NotAuthorizedException} does not belong to them: it concerns users and their tokens.
 */
final class IamErrors {
    private static final Duration FAILED = Duration.ofSeconds(5);

    private static final Set<String> NOT_ALLOWED = Set.of("AccessDeniedException", "AccessDenied");

    /** Credentials that have expired, are unknown or do not fit, and signatures of another time (clock skew). */
    private static final Set<String> NOT_ACCEPTED = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "RequestExpired",
            "RequestExpiredException",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    /** Without a bound on its parts it could match a whole message; IAM allows 64 characters a name, and 512 a path. */
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]{0,16}:(?:iam|sts)::\\d{12}:[\\w+=,.@/-]{1,640}");

    private IamErrors() {}

    /** The failure that the error means; empty if it does not concern credentials or permissions. */
    static Optional<IdentityFailure> translate(CognitoOperation operation, String error) {
        if (NOT_ALLOWED.contains(error)) {
            return Optional.of(
                    operation.isSigned() ? new PermissionMissing(operation.permission()) : new Misconfigured());
        }
        if (NOT_ACCEPTED.contains(error)) {
            return Optional.of(operation.isSigned() ? new CredentialsRefused(FAILED) : new Misconfigured());
        }
        return Optional.empty();
    }

    /** Whose permission is missing: the first ARN in the message, for the log only. */
    static String principal(String message) {
        Matcher arn = ARN.matcher(message);
        return arn.find() ? arn.group() : "the service's principal";
    }
}
