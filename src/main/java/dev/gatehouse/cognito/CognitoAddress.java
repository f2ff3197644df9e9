package dev.gatehouse.cognito;

import dev.gatehouse.identity.PoolAddress;
import jakarta.inject.Singleton;
import java.net.URI;
import software.amazon.awssdk.awscore.endpoint.DualstackEnabledProvider;
import software.amazon.awssdk.awscore.endpoint.FipsEnabledProvider;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.endpoints.CognitoIdentityProviderEndpointProvider;

/** The addresses of the pool as the SDK makes them, in every partition of AWS, so that keys and calls lead to one place. */
@Singleton
class CognitoAddress implements PoolAddress {
    private static final String WELL_KNOWN = "/.well-known/jwks.json";

    private final CognitoConfig config;
    private final CognitoIdentityProviderClient client;

    CognitoAddress(CognitoConfig config, CognitoIdentityProviderClient client) {
        this.config = config;
        this.client = client;
    }

    @Override
    public String originalIssuer() {
        return issuer("cognito-idp");
    }

    @Override
    public String updatedIssuer() {
        return issuer("issuer-cognito-idp");
    }

    /** Never the address of a FIPS or dual-stack endpoint or of an override, whichever calls go to. */
    private String issuer(String service) {
        return "https://" + service + "." + region().id() + "."
                + PartitionMetadata.of(region()).dnsSuffix() + "/" + pool();
    }

    @Override
    public String keySet() {
        URI endpoint = client.serviceClientConfiguration().endpointOverride().orElseGet(this::endpoint);
        return endpoint.toString().replaceFirst("/$", "") + "/" + pool() + WELL_KNOWN;
    }

    private URI endpoint() {
        boolean fips = FipsEnabledProvider.builder().build().isFipsEnabled().orElse(false);
        boolean dualStack =
                DualstackEnabledProvider.builder().build().isDualstackEnabled().orElse(false);
        return CognitoIdentityProviderEndpointProvider.defaultProvider()
                .resolveEndpoint(to -> to.region(region()).useFips(fips).useDualStack(dualStack))
                .join()
                .url();
    }

    private Region region() {
        return Region.of(config.region().orElseThrow());
    }

    private String pool() {
        return config.userPoolId().orElseThrow();
    }
}
