package dev.gatehouse.cognito;

import dev.gatehouse.identity.Secret;
import dev.gatehouse.startup.StartupOrder;
import dev.gatehouse.startup.StartupStep;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkSystemSetting;

/** The pool and the app client, checked before anything else starts. */
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

    /** Stops the start with one sentence that names the setting which is missing or malformed. */
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
     * Keeps the SDK from repeating calls itself: it would repeat any, a sign-up too. It reads this when its client is made,
     * and the extension offers no setting for it.
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

    String poolId() {
        return config.userPoolId().orElseThrow();
    }

    String clientId() {
        return config.clientId().orElseThrow();
    }

    static boolean isClientSecret(Secret secret) {
        return CLIENT_SECRET.matcher(secret.value()).matches();
    }

    /** Where the client secret is read from; nothing if it is not from a file. */
    Optional<Path> clientSecretFile() {
        return config.clientSecretFile();
    }

    /** As it is now; nothing for a public app client. */
    Optional<Secret> clientSecret() {
        try {
            return Secret.read(config.clientSecret(), config.clientSecretFile());
        } catch (UncheckedIOException e) {
            // Without the cause: a start that fails prints the root of the chain, and this is the sentence to print.
            throw new ConfigurationException("COGNITO_CLIENT_SECRET_FILE names a file that cannot be read.");
        }
    }
}
