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

/** What a call to Cognito that did not work means, and the one line that the log has about it. */
final class CallFailures {
    /** By its name, under which operators know these lines. */
    private static final Logger LOG = Logger.getLogger(CognitoGateway.class);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration THROTTLED = Duration.ofSeconds(2);
    private static final Duration FAILED = Duration.ofSeconds(5);

    private CallFailures() {}

    /** Cognito, or somebody in its place, answered with an error. */
    static IdentityFailure ofRefusal(CognitoOperation operation, AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String error = details == null || details.errorCode() == null ? "" : details.errorCode();
        String message = details == null || details.errorMessage() == null ? "" : details.errorMessage();
        IdentityFailure failure =
                CognitoErrors.translate(operation, error, message).orElseGet(() -> ofStatus(e.statusCode()));
        log(operation, failure, error.isEmpty() ? "HTTP " + e.statusCode() : error);
        return failure;
    }

    private static IdentityFailure ofStatus(int status) {
        if (status == TOO_MANY_REQUESTS) {
            return new UpstreamBusy(THROTTLED);
        }
        // Whatever else it is that Cognito refuses, it is up, and others may be served.
        return status >= 500 ? new UpstreamUnavailable(FAILED) : new UnexpectedUpstreamResponse();
    }

    /** No answer came, or none that can be read. */
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
     * Nothing if the answer is one. The SDK does not read a body from which it needs nothing, so that any page would do for
     * "the password is changed"; a proxy's page is none of Cognito's answers.
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

    /** An answer that lacks a member: the operation's failure, whatever it did at Cognito. */
    static IdentityFailure ofIncompleteAnswer(CognitoOperation operation, IncompleteAnswer e) {
        IdentityFailure failure = new UnexpectedUpstreamResponse();
        log(operation, failure, "an answer that lacks " + e.member());
        return failure;
    }

    /** All attempts together took too long; each has its own line. */
    static IdentityFailure ofTimeout() {
        return new UpstreamUnavailable(FAILED);
    }

    /** There were no credentials to call it with. */
    static IdentityFailure ofCredentials(CognitoOperation operation, MissingCredentials e) {
        if (e.causes().isEmpty()) {
            LOG.warnf(
                    "%s needs AWS credentials, and there are none: neither static keys, nor a web identity, a profile,"
                            + " a container's or an instance's role",
                    operation.wireName());
            return new NotConfigured();
        }
        LOG.warnf("%s needs AWS credentials, and they cannot be had: %s", operation.wireName(), e.causes());
        return new UpstreamUnavailable(FAILED);
    }

    private static void log(CognitoOperation operation, IdentityFailure failure, String what) {
        switch (failure) {
            case Misconfigured _ ->
                LOG.errorf(
                        "Cognito refuses %s with %s: check COGNITO_USER_POOL_ID, COGNITO_CLIENT_ID, the client secret,"
                                + " AWS_REGION, the app client's sign-in flows, the web ACL and the IAM permissions",
                        operation.wireName(), what);
            case PermissionMissing missing ->
                LOG.errorf(
                        "Cognito refuses %s with %s: the AWS credentials lack the permission %s",
                        operation.wireName(), what, missing.permission());
            case CredentialsRefused _ ->
                LOG.warnf(
                        "Cognito refuses the AWS credentials of %s with %s: check whose they are, whether they have ended,"
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
