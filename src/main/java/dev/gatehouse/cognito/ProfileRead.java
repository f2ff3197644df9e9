package dev.gatehouse.cognito;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.Profile;
import dev.gatehouse.identity.Secret;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;

/** Reads the caller's profile by GetUser. Apart from the cache, so that what is cached counts for no limit. */
@Singleton
class ProfileRead {
    private final CognitoGateway cognito;

    ProfileRead(CognitoGateway cognito) {
        this.cognito = cognito;
    }

    @Limited(Limit.PROFILE)
    Profile of(Caller caller) {
        Secret accessToken = caller.accessToken();
        GetUserRequest request =
                GetUserRequest.builder().accessToken(accessToken.value()).build();
        GetUserResponse user =
                cognito.call(CognitoOperation.GET_USER, GetUserResponse.class, client -> client.getUser(request));
        Map<String, String> attributes = user.userAttributes().stream()
                .filter(attribute -> attribute.value() != null)
                .collect(Collectors.toMap(AttributeType::name, AttributeType::value, (first, second) -> first));
        return new Profile(
                attributes.getOrDefault("email", ""),
                Boolean.parseBoolean(attributes.getOrDefault("email_verified", "false")));
    }
}
