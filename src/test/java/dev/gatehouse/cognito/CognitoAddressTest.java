package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.SettingsOf;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClientBuilder;

class CognitoAddressTest {
    private static final String FIPS = "aws.useFipsEndpoint";
    private static final String DUAL_STACK = "aws.useDualstackEndpoint";

    @AfterEach
    void likeBefore() {
        System.clearProperty(FIPS);
        System.clearProperty(DUAL_STACK);
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, amazonaws.com",
        "us-gov-west-1, amazonaws.com",
        "cn-north-1, amazonaws.com.cn",
        "us-iso-east-1, c2s.ic.gov",
        "us-isob-east-1, sc2s.sgov.gov",
        "eusc-de-east-1, amazonaws.eu"
    })
    void issuerHasTheSuffixOfThePartition(String region, String suffix) {
        try (CognitoIdentityProviderClient client = client(region, _ -> {})) {
            CognitoAddress address = address(region, client);
            assertThat(address.originalIssuer())
                    .isEqualTo("https://cognito-idp." + region + "." + suffix + "/" + region + "_Example1");
            assertThat(address.updatedIssuer())
                    .isEqualTo("https://issuer-cognito-idp." + region + "." + suffix + "/" + region + "_Example1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-west-1", "us-gov-west-1", "cn-north-1", "us-iso-east-1", "eusc-de-east-1"})
    void keysAreWhereCallsGo(String region) {
        assertKeysAreWhereCallsGo(region, _ -> {});
    }

    @Test
    void keysAreWhereCallsGoWithFips() {
        System.setProperty(FIPS, "true");
        assertThat(assertKeysAreWhereCallsGo("us-east-1", _ -> {})).contains("fips");
    }

    @Test
    void keysAreWhereCallsGoWithDualStack() {
        System.setProperty(DUAL_STACK, "true");
        assertKeysAreWhereCallsGo("us-east-1", _ -> {});
        assertKeysAreWhereCallsGo("eu-west-1", _ -> {});
    }

    @Test
    void keysAreWhereCallsGoWithAnOverride() {
        URI override = URI.create("https://vpce-0a1b2c.cognito-idp.eu-west-1.vpce.amazonaws.com");
        assertThat(assertKeysAreWhereCallsGo("eu-west-1", builder -> builder.endpointOverride(override)))
                .isEqualTo(override.getHost());
    }

    @Test
    void issuerStaysTheSameWhereverCallsGo() {
        System.setProperty(FIPS, "true");
        URI override = URI.create("http://localhost:9229/");
        try (CognitoIdentityProviderClient client =
                client("us-east-1", builder -> builder.endpointOverride(override))) {
            assertThat(address("us-east-1", client).originalIssuer())
                    .isEqualTo("https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example1");
            assertThat(address("us-east-1", client).keySet())
                    .isEqualTo("http://localhost:9229/us-east-1_Example1/.well-known/jwks.json");
        }
    }

    /** The host of both. */
    private static String assertKeysAreWhereCallsGo(
            String region, Consumer<CognitoIdentityProviderClientBuilder> more) {
        Destination destination = new Destination();
        try (CognitoIdentityProviderClient client = client(
                region,
                builder -> more.accept(
                        builder.overrideConfiguration(overrides -> overrides.addExecutionInterceptor(destination))))) {
            try {
                client.getUser(request -> request.accessToken("a"));
            } catch (Stop e) {
                // It was not to be sent.
            }
            URI keys = URI.create(address(region, client).keySet());
            assertThat(keys.getHost()).isEqualTo(destination.host.get());
            assertThat(keys.getPath()).isEqualTo("/" + region + "_Example1/.well-known/jwks.json");
            return keys.getHost();
        }
    }

    private static CognitoIdentityProviderClient client(
            String region, Consumer<CognitoIdentityProviderClientBuilder> more) {
        CognitoIdentityProviderClientBuilder builder = CognitoIdentityProviderClient.builder()
                .region(Region.of(region))
                .credentialsProvider(AnonymousCredentialsProvider.create());
        more.accept(builder);
        return builder.build();
    }

    private static CognitoAddress address(String region, CognitoIdentityProviderClient client) {
        return new CognitoAddress(
                SettingsOf.mapping(
                        CognitoConfig.class,
                        Map.of(
                                "gatehouse.cognito.region",
                                region,
                                "gatehouse.cognito.user-pool-id",
                                region + "_Example1")),
                client);
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Notes where a call would go, and stops it there. */
    private static final class Destination implements ExecutionInterceptor {
        private final AtomicReference<String> host = new AtomicReference<>();

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            host.set(context.httpRequest().host());
            throw new Stop();
        }
    }
}
