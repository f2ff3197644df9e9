package dev.gatehouse.cognito;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClientBuilder;

/** The SDK's client, as the extension sets it up, but for the way that its calls take out. Replaces the extension's own. */
class CognitoClient {

    @Produces
    @Singleton
    CognitoIdentityProviderClient client(CognitoIdentityProviderClientBuilder builder, AwsHttp http) {
        return builder.httpClientBuilder(http.client()).build();
    }

    void close(@Disposes CognitoIdentityProviderClient client) {
        client.close();
    }
}
