package dev.gatehouse.cognito;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which user pool the service uses, and how it calls Cognito. */
@ConfigMapping(prefix = "gatehouse.cognito")
interface CognitoConfig {

    /** The pool's id, such as {@code eu-west-1_AbCdEf123}. Set as {@code COGNITO_USER_POOL_ID}. */
    Optional<String> userPoolId();

    /** The id of the app client. Set as {@code COGNITO_CLIENT_ID}. */
    Optional<String> clientId();

    /** The app client's secret; none for a public client. Set as {@code COGNITO_CLIENT_SECRET}. */
    Optional<String> clientSecret();

    /** A file that holds the app client's secret. It wins over the secret itself. Set as {@code COGNITO_CLIENT_SECRET_FILE}. */
    Optional<Path> clientSecretFile();

    /** The AWS region of the pool. Set as {@code AWS_REGION}. */
    Optional<String> region();

    /**
     * The address of the pool's domain, for sign-in with other identity providers: {@code
     * https://example.auth.eu-west-1.amazoncognito.com}. Set as {@code COGNITO_DOMAIN}.
     */
    Optional<String> domain();

    /**
     * Advanced: whether calls to Cognito have the header field {@code traceparent}, for a proxy on the way that records traces.
     * Cognito does not read it.
     */
    @WithDefault("false")
    boolean traceHeader();

    /** Advanced: the most calls to Cognito at the same time. One more request is answered 503 at once. */
    @WithDefault("1024")
    int maxCallsInFlight();

    /** The most calls per second, by the categories in which Cognito itself counts them. */
    Quota quota();

    /**
     * The longest time that one request waits for Cognito, with all retries and, for {@code /admin}, the AWS credentials. If
     * you raise it, raise {@code quarkus.cognito-user-pools.api-call-timeout} too.
     */
    @WithDefault("5s")
    Duration requestTimeout();

    /**
     * How long a temporary password is valid: the password policy's {@code TemporaryPasswordValidityDays}. Terraform prints it
     * as {@code GATEHOUSE_COGNITO_INVITATION_LIFETIME}. A shorter value replaces invitations that are still valid.
     */
    @WithDefault("7d")
    Duration invitationLifetime();

    /**
     * A regular expression in Java's syntax, such as {@code Only [a-z ]+ may register}. If it matches the whole message with
     * which a Lambda trigger of the pool refuses, and the message has at most 256 characters, the message is the {@code detail}
     * of 403 {@code refused_by_pool}. While accounts are concealed, this holds for messages of {@code PreSignUp} only. Do not
     * match messages that quote input or reveal an account.
     */
    Optional<String> triggerMessagePattern();

    /**
     * Whether Cognito's threat protection gets the client's address and the {@code device_context} of a request. Without it,
     * threat protection sees the address of this service. It needs an app client with a secret and {@code
     * EnablePropagateAdditionalUserContextData}; Terraform sets both with {@code advanced_security_mode}.
     */
    @WithDefault("false")
    boolean sendClientAddress();

    /**
     * Whether the pool's Lambda triggers get the {@code client_metadata} of a request. Any client can send any content there.
     */
    @WithDefault("false")
    boolean sendClientMetadata();

    /** The name of this service in authenticator apps, beside the account's address. */
    @WithDefault("Gatehouse")
    String totpIssuer();

    /** Advanced: how often a call that is safe to repeat is repeated after throttling or a failure. */
    @WithDefault("2")
    int maxRetries();

    /** Advanced: the wait before the first retry. It doubles each time and varies by up to half. */
    @WithDefault("100ms")
    Duration retryDelay();

    /** Advanced: how long the circuit breaker stays open and answers 503 at once, before one call is tried. */
    @WithDefault("5s")
    Duration circuitOpenFor();

    /** Advanced: how many of the last calls decide whether the circuit breaker opens. */
    @WithDefault("20")
    int circuitWindow();

    /** Advanced: the share of those calls that must have failed. */
    @WithDefault("0.5")
    double circuitFailureRatio();

    /**
     * The most calls per second and replica, in the categories of Cognito's quotas. The defaults are those of Cognito per AWS
     * account and region. A call over the quota is answered 503 at once.
     */
    interface Quota {
        /**
         * Sign-ins, refreshes and answers to challenges per second and replica. Refreshes get at most half of it, sign-outs by
         * a refresh token alone a quarter. One request over a quota is answered 503 at once, here and below.
         */
        @WithDefault("120")
        int userAuthentication();

        /** Sign-ups, confirmations, new codes and invitations. */
        @WithDefault("50")
        int userCreation();

        /** Forgotten and changed passwords. Forgotten and reset passwords get at most three quarters of it. */
        @WithDefault("30")
        int userAccountRecovery();

        /** Revoked refresh tokens. */
        @WithDefault("120")
        int userToken();

        /** Reads of profiles. */
        @WithDefault("120")
        int userRead();

        /** Sign-outs everywhere, and changes of accounts. */
        @WithDefault("25")
        int userUpdate();

        /** Advanced: reads of an account's groups. */
        @WithDefault("50")
        int userResourceRead();

        /** Advanced: changes of an account's groups. */
        @WithDefault("25")
        int userResourceUpdate();

        /** Advanced: searches for accounts, and reads of a group's members. */
        @WithDefault("30")
        int userList();

        /** Advanced: reads of groups. */
        @WithDefault("20")
        int userPoolResourceRead();

        /** Advanced: changes of groups. */
        @WithDefault("15")
        int userPoolResourceUpdate();
    }
}
