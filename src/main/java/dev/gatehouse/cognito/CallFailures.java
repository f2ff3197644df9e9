package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates a failed call to Cognito into an {@link IdentityFailure}, and logs it in one line. */
final class CallFailures {
    /** Logs under the gateway's name, because log filters use it. */
    private static final Logger LOG = Logger.getLogger(CognitoGateway.class);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration THROTTLED = Duration.ofSeconds(2);
    private static final Duration FAILED = Duration.ofSeconds(5);

    private CallFailures() {}

    /** Cognito, or a proxy before it, answered with an error. */
    static IdentityFailure ofRefusal(CognitoOperation operation, AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String error = details == null || details.errorCode() == null ? "" : details.errorCode();
        String message = details == null || details.errorMessage() == null ? "" : details.errorMessage();
        IdentityFailure failure =
                CognitoErrors.translate(operation, error, message).orElseGet(() -> ofStatus(e.statusCode()));
        String what = error.isEmpty() ? "HTTP " + e.statusCode() : error;
        log(
                operation,
                failure,
                failure instanceof PermissionMissing ? what + " for " + IamErrors.principal(message) : what);
        return failure;
    }

    private static IdentityFailure ofStatus(int status) {
        if (status == TOO_MANY_REQUESTS) {
            return new UpstreamBusy(THROTTLED);
        }
        // Another 4xx: Cognito is up, so other operations may succeed.
        return status >= 500 ? new UpstreamUnavailable(FAILED) : new UnexpectedUpstreamResponse();
    }

    /** No answer arrived, or it could not be parsed. */
    static IdentityFailure of(CognitoOperation operation, SdkException e) {
        boolean timedOut = e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException;
        String message = e.getMessage() == null ? "" : e.getMessage();
        IdentityFailure failure;
        if (!timedOut && message.contains("nmarshall")) {
            failure = new InvalidUpstreamResponse();
        } else {
            failure = new UpstreamUnavailable(FAILED);
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        log(operation, failure, root.getClass().getSimpleName());
        return failure;
    }

    /**
     * Empty if the answer is JSON. The SDK does not parse a body from which it needs nothing, so a proxy's HTML page would
     * count as success of ChangePassword, for example.
     */
    static Optional<IdentityFailure> ofAnswer(CognitoOperation operation, AwsResponse answer) {
        String type =
                answer.sdkHttpResponse().firstMatchingHeader("Content-Type").orElse("json");
        if (type.toLowerCase(Locale.ROOT).contains("json")) {
            return Optional.empty();
        }
        IdentityFailure failure = new InvalidUpstreamResponse();
        log(operation, failure, "an answer that is not JSON");
        return Optional.of(failure);
    }

    /** The answer lacks a required member. The operation may have taken effect at Cognito. */
    static IdentityFailure ofIncompleteAnswer(CognitoOperation operation, IncompleteAnswer e) {
        IdentityFailure failure = new UnexpectedUpstreamResponse();
        log(operation, failure, "an answer that lacks " + e.member());
        return failure;
    }

    /** All attempts together took too long. Not logged here: each attempt has its own log line. */
    static IdentityFailure ofTimeout() {
        return new UpstreamUnavailable(FAILED);
    }

    /** No AWS credentials were available for the call. */
    static IdentityFailure ofCredentials(CognitoOperation operation, MissingCredentials e) {
        if (e.causes().isEmpty()) {
            LOG.warnf(
                    "%s needs AWS credentials, and there are none: no static keys, web identity, profile, container role"
                            + " or instance role",
                    operation.wireName());
            return new NotConfigured(operation.permission());
        }
        LOG.warnf("%s needs AWS credentials, and they cannot be loaded: %s", operation.wireName(), e.causes());
        return new UpstreamUnavailable(FAILED);
    }

    private static void log(CognitoOperation operation, IdentityFailure failure, String what) {
        switch (failure) {
            case Misconfigured _ ->
                LOG.errorf(
                        "Cognito refuses %s with %s: check COGNITO_USER_POOL_ID, COGNITO_CLIENT_ID, the client secret,"
                                + " AWS_REGION, the app client's sign-in flows, the web ACL and the IAM permissions",
                        operation.wireName(), what);
            case MethodNotAvailable _ ->
                LOG.warnf(
                        "Cognito refuses %s with %s: check the app client's sign-in flows (ALLOW_USER_AUTH), and the pool's"
                                + " first factors, passkey settings and tier",
                        operation.wireName(), what);
            case PermissionMissing missing ->
                LOG.errorf(
                        "Cognito refuses %s with %s: the AWS credentials lack the permission %s",
                        operation.wireName(), what, missing.permission());
            case CredentialsRefused _ ->
                LOG.warnf(
                        "Cognito refuses the AWS credentials of %s with %s: check the access key, its expiry"
                                + " and this machine's clock",
                        operation.wireName(), what);
            case InvalidUpstreamResponse _,
                    UnexpectedUpstreamResponse _,
                    TriggerFailed _,
                    UpstreamUnavailable _,
                    UpstreamBusy _,
                    CodeNotSent _ -> LOG.warnf("Cognito failed %s with %s", operation.wireName(), what);
            default -> LOG.debugf("Cognito refused %s with %s", operation.wireName(), what);
        }
    }
}
