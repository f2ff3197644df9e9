package dev.gatehouse.cognito;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClientBuilder;

/** The SDK's client, as the extension sets it up, but for the way that its calls take out. Replaces the extension's own. */
class CognitoClient {

    /** Made for the first call, away from the start: the hosts' public suffixes that it reads are a fifth of that. */
    @Produces
    @ApplicationScoped
    CognitoIdentityProviderClient client(CognitoIdentityProviderClientBuilder builder, AwsHttp http) {
        return builder.httpClientBuilder(http.client()).build();
    }

    void close(@Disposes CognitoIdentityProviderClient client) {
        client.close();
    }
}
