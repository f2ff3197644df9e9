package dev.gatehouse.cognito;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which user pool the service stands before, and how it calls it. */
@ConfigMapping(prefix = "gatehouse.cognito")
interface CognitoConfig {

    /** The pool's id, such as {@code eu-west-1_AbCdEf123}. */
    Optional<String> userPoolId();

    /** The id of the app client that the service signs people in with. */
    Optional<String> clientId();

    /** The app client's secret; none for a public client. */
    Optional<String> clientSecret();

    /** A file that holds the app client's secret; wins over the secret itself. */
    Optional<Path> clientSecretFile();

    /** The AWS region of the pool. */
    Optional<String> region();

    /** The most calls to Cognito under way at once; one more is answered 503 at once. */
    @WithDefault("1024")
    int maxCallsInFlight();

    /** The most calls per second, by the categories in which Cognito itself counts them. */
    Quota quota();

    /** The longest that one request waits for Cognito, with all retries and the AWS credentials of administrative calls. */
    @WithDefault("5s")
    Duration requestTimeout();

    /** How long a temporary password is valid: the password policy's {@code TemporaryPasswordValidityDays}. */
    @WithDefault("7d")
    Duration invitationLifetime();

    /** A Java regular expression: a trigger's message that matches it as a whole is shown to the client that it refuses. */
    Optional<String> triggerMessagePattern();

    /**
     * Whether Cognito is told the client's address and what it says of its device; only for app clients with a secret that have
     * {@code EnablePropagateAdditionalUserContextData}.
     */
    @WithDefault("false")
    boolean sendClientAddress();

    /**
     * Whether the pool's triggers are told what {@code client_metadata} in a request says; anybody may say anything there.
     */
    @WithDefault("false")
    boolean sendClientMetadata();

    /** How often a call that is safe to repeat is tried again after throttling or a failure of Cognito. */
    @WithDefault("2")
    int maxRetries();

    /** The wait before the first retry; it doubles each time, and varies by up to half. */
    @WithDefault("100ms")
    Duration retryDelay();

    /** How long the circuit stays open, answering 503 at once, before one call may try again. */
    @WithDefault("5s")
    Duration circuitOpenFor();

    /** How many consecutive calls are looked at to decide whether to open the circuit. */
    @WithDefault("20")
    int circuitWindow();

    /** The share of those calls that must have failed to open the circuit. */
    @WithDefault("0.5")
    double circuitFailureRatio();

    /** Calls per second and replica; the defaults are Cognito's own, per AWS account and region. */
    interface Quota {
        /** Sign-ins, refreshes, and answers to challenges. */
        @WithDefault("120")
        int userAuthentication();

        /** Sign-ups, their confirmations, and new codes for them. */
        @WithDefault("50")
        int userCreation();

        /** Forgotten and changed passwords. */
        @WithDefault("30")
        int userAccountRecovery();

        /** Revoked refresh tokens. */
        @WithDefault("120")
        int userToken();

        /** Reads of profiles. */
        @WithDefault("120")
        int userRead();

        /** Sign-outs everywhere. */
        @WithDefault("25")
        int userUpdate();
    }
}
