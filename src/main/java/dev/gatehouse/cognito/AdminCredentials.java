package dev.gatehouse.cognito;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** The AWS credentials of administrative calls; everything else is called without any. */
class AdminCredentials {

    @Produces
    @Singleton
    @DefaultBean
    AwsCredentialsProvider adminCredentials() {
        return DefaultCredentialsProvider.builder()
                .asyncCredentialUpdateEnabled(false)
                .build();
    }
}
