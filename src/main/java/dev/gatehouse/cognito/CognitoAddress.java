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

/**
 * The pool's addresses as the SDK builds them for each AWS partition, so that the JWKS is fetched from the endpoint that calls
 * go to.
 */
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

    /** The issuer never depends on a FIPS or dual-stack endpoint or on an endpoint override. */
    private String issuer(String service) {
        return "https://" + service + "." + region().id() + "."
                + PartitionMetadata.of(region()).dnsSuffix() + "/" + pool();
    }

    @Override
    public String keySet() {
        return endpoint().toString().replaceFirst("/$", "") + "/" + pool() + WELL_KNOWN;
    }

    /** Where the API's calls go to. */
    URI endpoint() {
        return client.serviceClientConfiguration().endpointOverride().orElseGet(this::regional);
    }

    private URI regional() {
        boolean fips = FipsEnabledProvider.builder().build().isFipsEnabled().orElse(false);
        boolean dualStack =
                DualstackEnabledProvider.builder().build().isDualstackEnabled().orElse(false);
        return CognitoIdentityProviderEndpointProvider.defaultProvider()
                .resolveEndpoint(to -> to.region(region()).useFips(fips).useDualStack(dualStack))
                .join()
                .endpointUrl()
                .toUri();
    }

    private Region region() {
        return Region.of(config.region().orElseThrow());
    }

    private String pool() {
        return config.userPoolId().orElseThrow();
    }
}
