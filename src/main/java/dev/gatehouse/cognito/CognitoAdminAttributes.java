package dev.gatehouse.cognito;

import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** Creates accounts and changes their attributes, by AWS credentials (IAM). */
@Singleton
public class CognitoAdminAttributes {
    private static final String EMAIL = "email";
    private static final Map<String, String> VERIFIED = Map.of("email_verified", "true");

    private final CognitoGateway cognito;
    private final CognitoSettings settings;

    CognitoAdminAttributes(CognitoGateway cognito, CognitoSettings settings) {
        this.cognito = cognito;
        this.settings = settings;
    }

    /**
     * Creates an account with a verified address, to which Cognito mails a temporary password.
     *
     * @throws IdentityException {@code EmailTaken} if an account has the address; {@code InvalidInput} that names the body or
     *     {@code email}
     */
    public UserRecord invite(Email email, Map<String, String> attributes) {
        List<AttributeType> all = list(withEmail(email, attributes));
        UserType user = cognito.signed(
                        CognitoOperation.ADMIN_CREATE_USER,
                        AdminCreateUserResponse.class,
                        (client, signing) -> client.adminCreateUser(request -> request.userPoolId(settings.poolId())
                                .username(email.value())
                                .userAttributes(all)
                                .desiredDeliveryMediums(DeliveryMediumType.EMAIL)
                                .overrideConfiguration(signing)))
                .user();
        try {
            return UserRecord.of(IncompleteAnswer.require("User", user));
        } catch (IncompleteAnswer e) {
            throw new IdentityException(CallFailures.ofIncompleteAnswer(CognitoOperation.ADMIN_CREATE_USER, e));
        }
    }

    /**
     * Changes attributes in one call. A new address counts at once, and as verified: it could not sign in or recover otherwise.
     * The caller has looked whether another account has it, from which a pool with aliases would take it away.
     */
    public void update(String username, Map<String, String> attributes, Optional<Email> email) {
        Map<String, String> all =
                email.map(address -> withEmail(address, attributes)).orElse(attributes);
        if (!all.isEmpty()) {
            write(username, all);
        }
    }

    /** Removes attributes. */
    public void remove(String username, Set<String> names) {
        if (names.isEmpty()) {
            return;
        }
        cognito.signed(
                CognitoOperation.ADMIN_DELETE_USER_ATTRIBUTES,
                AdminDeleteUserAttributesResponse.class,
                (client, signing) -> client.adminDeleteUserAttributes(request -> request.userPoolId(settings.poolId())
                        .username(username)
                        .userAttributeNames(names)
                        .overrideConfiguration(signing)));
    }

    void verifyEmail(String username) {
        write(username, VERIFIED);
    }

    private void write(String username, Map<String, String> attributes) {
        cognito.signed(
                CognitoOperation.ADMIN_UPDATE_USER_ATTRIBUTES,
                AdminUpdateUserAttributesResponse.class,
                (client, signing) -> client.adminUpdateUserAttributes(request -> request.userPoolId(settings.poolId())
                        .username(username)
                        .userAttributes(list(attributes))
                        .overrideConfiguration(signing)));
    }

    private static Map<String, String> withEmail(Email email, Map<String, String> attributes) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        all.put(EMAIL, email.value());
        all.putAll(VERIFIED);
        return all;
    }

    private static List<AttributeType> list(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(attribute -> AttributeType.builder()
                        .name(attribute.getKey())
                        .value(attribute.getValue())
                        .build())
                .toList();
    }
}
