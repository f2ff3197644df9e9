package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.FieldsRefused;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.identity.Secret;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesResponse;

/** Changes attributes of the user whose access token is given. */
@Singleton
public class CognitoAttributes {
    private final CognitoGateway cognito;

    CognitoAttributes(CognitoGateway cognito) {
        this.cognito = cognito;
    }

    /**
     * Sets all these attributes, or none.
     *
     * @throws IdentityException {@code InvalidInput} with the attribute that the pool refuses, or {@code FieldsRefused} if it
     *     does not say which
     */
    public void set(Secret accessToken, Map<String, String> attributes) {
        UpdateUserAttributesRequest request = UpdateUserAttributesRequest.builder()
                .accessToken(accessToken.value())
                .userAttributes(attributes.entrySet().stream()
                        .map(attribute -> AttributeType.builder()
                                .name(attribute.getKey())
                                .value(attribute.getValue())
                                .build())
                        .toList())
                .build();
        naming(
                attributes.keySet(),
                () -> cognito.call(
                        CognitoOperation.UPDATE_USER_ATTRIBUTES,
                        UpdateUserAttributesResponse.class,
                        client -> client.updateUserAttributes(request)));
    }

    /**
     * Removes all these attributes, or none. Removing what is not there changes nothing.
     *
     * @throws IdentityException as {@link #set}
     */
    public void remove(Secret accessToken, Set<String> names) {
        DeleteUserAttributesRequest request = DeleteUserAttributesRequest.builder()
                .accessToken(accessToken.value())
                .userAttributeNames(names)
                .build();
        naming(
                names,
                () -> cognito.call(
                        CognitoOperation.DELETE_USER_ATTRIBUTES,
                        DeleteUserAttributesResponse.class,
                        client -> client.deleteUserAttributes(request)));
    }

    private static void naming(Collection<String> sent, Runnable call) {
        try {
            call.run();
        } catch (IdentityException e) {
            throw new IdentityException(named(sent, e.failure()));
        }
    }

    /** What Cognito's message names counts only if it was sent, because messages may quote input. */
    private static IdentityFailure named(Collection<String> sent, IdentityFailure failure) {
        if (!(failure instanceof InvalidInput(String field, String message)) || sent.contains(field)) {
            return failure;
        }
        return sent.size() == 1
                ? new InvalidInput(sent.iterator().next(), message)
                : new FieldsRefused(
                        sent.stream().sorted().toList(), "is one of several, at least one of which " + message);
    }
}
