package dev.gatehouse.cognito;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClientBuilder;

/** Produces the SDK's client with the extension's settings and our HTTP client. Replaces the extension's own bean. */
class CognitoClient {

    /**
     * Created lazily by the first call: it reads the list of public suffixes, which would take a fifth of the start-up time.
     */
    @Produces
    @ApplicationScoped
    CognitoIdentityProviderClient client(
            CognitoIdentityProviderClientBuilder builder, AwsHttp http, CognitoConfig config) {
        if (config.traceHeader()) {
            builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                    .addExecutionInterceptor(new TraceHeader())
                    .build());
        }
        return builder.httpClientBuilder(http.client()).build();
    }

    void close(@Disposes CognitoIdentityProviderClient client) {
        client.close();
    }
}
