package dev.gatehouse.cognito;

import io.quarkiverse.amazon.cognitouserpools.runtime.CognitoUserPoolsConfig;
import io.quarkiverse.amazon.common.runtime.AwsCredentialsProviderConfig;
import io.quarkiverse.amazon.common.runtime.AwsCredentialsProviderConfig.StaticCredentialsProviderConfig;
import io.quarkiverse.amazon.common.runtime.ClientUtil;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.utils.Lazy;
import software.amazon.awssdk.utils.SystemSetting;

/** The static keys of the extension's settings, then the sources of the SDK's default credentials chain, in its order. */
@Singleton
class CredentialSources {
    private final CognitoConfig config;
    private final AwsHttp http;
    private final Optional<StaticCredentialsProviderConfig> keys;
    private final Lazy<StsClient> sts = new Lazy<>(this::sts);

    CredentialSources(CognitoConfig config, AwsHttp http, CognitoUserPoolsConfig extension) {
        this.config = config;
        this.http = http;
        this.keys = Optional.ofNullable(extension.clients().get(ClientUtil.DEFAULT_CLIENT_NAME))
                .flatMap(client -> client.aws().credentials())
                .map(AwsCredentialsProviderConfig::staticProvider);
    }

    List<CredentialSource> all() {
        return List.of(
                source(
                        "settings",
                        () -> keys.flatMap(StaticCredentialsProviderConfig::accessKeyId)
                                .isPresent(),
                        this::ofSettings),
                source(
                        "system properties",
                        () -> hasProperty(SdkSystemSetting.AWS_ACCESS_KEY_ID)
                                || hasProperty(SdkSystemSetting.AWS_SECRET_ACCESS_KEY),
                        SystemPropertyCredentialsProvider::create),
                source(
                        "environment variables",
                        () -> hasVariable(SdkSystemSetting.AWS_ACCESS_KEY_ID)
                                || hasVariable(SdkSystemSetting.AWS_SECRET_ACCESS_KEY),
                        EnvironmentVariableCredentialsProvider::create),
                source("web identity", () -> isSet(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE), this::webIdentity),
                source("profile", CredentialSources::hasProfile, ProfileCredentialsProvider::create),
                source(
                        "container",
                        () -> isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)
                                || isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI),
                        ContainerCredentialsProvider::create),
                new CredentialSource(
                        "instance metadata",
                        true,
                        () -> !SdkSystemSetting.AWS_EC2_METADATA_DISABLED.getBooleanValueOrThrow(),
                        InstanceProfileCredentialsProvider::create));
    }

    private static CredentialSource source(
            String name, BooleanSupplier isSetUp, Supplier<AwsCredentialsProvider> provider) {
        return new CredentialSource(name, false, isSetUp, provider);
    }

    private AwsCredentialsProvider ofSettings() {
        StaticCredentialsProviderConfig set = keys.orElseThrow();
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                set.accessKeyId().orElseThrow(), set.secretAccessKey().orElseThrow()));
    }

    /** For EKS with IAM roles for service accounts. */
    private AwsCredentialsProvider webIdentity() {
        return StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(sts.getValue())
                .roleSessionName(
                        SdkSystemSetting.AWS_ROLE_SESSION_NAME.getStringValue().orElse("gatehouse"))
                .build();
    }

    /** Calls STS in the pool's region, with the request timeout. */
    private StsClient sts() {
        return StsClient.builder()
                .region(Region.of(config.region().orElseThrow()))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(http.client())
                .overrideConfiguration(call -> call.apiCallTimeout(config.requestTimeout()))
                .build();
    }

    private static boolean hasProfile() {
        return isSet(ProfileFileSystemSetting.AWS_PROFILE)
                || ProfileFile.defaultProfileFile().profile("default").isPresent();
    }

    private static boolean isSet(SystemSetting setting) {
        return hasProperty(setting) || hasVariable(setting);
    }

    private static boolean hasProperty(SystemSetting setting) {
        return System.getProperty(setting.property()) != null;
    }

    private static boolean hasVariable(SystemSetting setting) {
        return System.getenv(setting.environmentVariable()) != null;
    }
}
