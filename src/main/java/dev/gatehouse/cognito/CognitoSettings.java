package dev.gatehouse.cognito;

import dev.gatehouse.identity.Secret;
import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkSystemSetting;

/** Settings of the pool and the app client, validated before anything else starts. */
@Singleton
class CognitoSettings implements StartupStep {
    private static final Pattern POOL_ID = Pattern.compile("[\\w-]+_[0-9a-zA-Z]+");
    private static final Pattern CLIENT_ID = Pattern.compile("[\\w+]{1,128}");
    private static final Pattern CLIENT_SECRET = Pattern.compile("[\\w+]{1,64}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");

    private final CognitoConfig config;

    CognitoSettings(CognitoConfig config) {
        this.config = config;
    }

    @Override
    public StartupOrder order() {
        return StartupOrder.COGNITO_SETTINGS;
    }

    /** Aborts the start with one sentence that names the missing or malformed setting. */
    @Override
    public void run() {
        require("COGNITO_USER_POOL_ID", config.userPoolId(), POOL_ID, "a pool's id such as eu-west-1_AbCdEf123");
        require("COGNITO_CLIENT_ID", config.clientId(), CLIENT_ID, "up to 128 letters, digits or underscores");
        require("AWS_REGION", config.region(), REGION, "a region such as eu-west-1");
        if (!poolId().startsWith(config.region().orElseThrow() + "_")) {
            throw new ConfigurationException("COGNITO_USER_POOL_ID names a pool of another region than AWS_REGION.");
        }
        clientSecret().ifPresent(secret -> {
            if (!isClientSecret(secret)) {
                throw new ConfigurationException(
                        Secret.subject("COGNITO_CLIENT_SECRET", config.clientSecretFile(), "secret")
                                + " is malformed: it must be one line of up to 64 letters, digits, underscores or +.");
            }
        });
        TriggerMessages.pattern(config);
        switchOffRetriesOfTheSdk();
    }

    /**
     * Disables the SDK's retries, which would repeat any call, a sign-up too. The SDK reads this property when its client is
     * created; the extension has no setting for it.
     */
    private static void switchOffRetriesOfTheSdk() {
        System.setProperty(SdkSystemSetting.AWS_MAX_ATTEMPTS.property(), "1");
    }

    private static void require(String name, Optional<String> value, Pattern pattern, String form) {
        String text = value.orElseThrow(() -> new ConfigurationException(name + " is missing: set it (" + form + ")."));
        if (!pattern.matcher(text).matches()) {
            throw new ConfigurationException(name + " is malformed: it must be " + form + ".");
        }
    }

    Duration requestTimeout() {
        return config.requestTimeout();
    }

    String poolId() {
        return config.userPoolId().orElseThrow();
    }

    String clientId() {
        return config.clientId().orElseThrow();
    }

    static boolean isClientSecret(Secret secret) {
        return CLIENT_SECRET.matcher(secret.value()).matches();
    }

    /** The file of the client secret; empty if the secret is not read from a file. */
    Optional<Path> clientSecretFile() {
        return config.clientSecretFile();
    }

    /** Reads the client secret; empty for a public app client. */
    Optional<Secret> clientSecret() {
        try {
            return Secret.read(config.clientSecret(), config.clientSecretFile());
        } catch (UncheckedIOException e) {
            // No cause: a failed start prints only the root cause's message, which must be this one.
            throw new ConfigurationException("COGNITO_CLIENT_SECRET_FILE names a file that cannot be read.");
        }
    }
}
