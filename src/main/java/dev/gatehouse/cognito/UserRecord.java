package dev.gatehouse.cognito;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/**
 * An account, as Cognito describes it to administrators. Personal data: toString hides all but the user id.
 *
 * @param username what Cognito's operations want; the same as the user id, except for people of other identity providers
 * @param userId the {@code sub}, which never changes
 * @param status Cognito's {@code UserStatus}, such as {@code CONFIRMED}
 * @param attributes the pool's attributes, {@code sub} and {@code email} included
 * @param mfa the second factors that are enabled, by Cognito's names, such as {@code SMS_MFA}
 */
public record UserRecord(
        String username,
        String userId,
        boolean enabled,
        String status,
        Map<String, String> attributes,
        Instant created,
        Instant modified,
        List<String> mfa) {
    private static final String CONFIRMED = "CONFIRMED";
    private static final String FEDERATED = "EXTERNAL_PROVIDER";

    static UserRecord of(AdminGetUserResponse user) {
        Map<String, String> attributes = attributes(user.userAttributes());
        return new UserRecord(
                IncompleteAnswer.require("Username", user.username()),
                IncompleteAnswer.require("sub", attributes.get("sub")),
                Boolean.TRUE.equals(user.enabled()),
                IncompleteAnswer.require("UserStatus", user.userStatusAsString()),
                attributes,
                IncompleteAnswer.require("UserCreateDate", user.userCreateDate()),
                IncompleteAnswer.require("UserLastModifiedDate", user.userLastModifiedDate()),
                List.copyOf(user.userMFASettingList()));
    }

    /** Lists of users do not say which second factors are enabled. */
    static UserRecord of(UserType user) {
        Map<String, String> attributes = attributes(user.attributes());
        return new UserRecord(
                IncompleteAnswer.require("Username", user.username()),
                IncompleteAnswer.require("sub", attributes.get("sub")),
                Boolean.TRUE.equals(user.enabled()),
                IncompleteAnswer.require("UserStatus", user.userStatusAsString()),
                attributes,
                IncompleteAnswer.require("UserCreateDate", user.userCreateDate()),
                IncompleteAnswer.require("UserLastModifiedDate", user.userLastModifiedDate()),
                List.of());
    }

    private static Map<String, String> attributes(List<AttributeType> list) {
        return list.stream()
                .filter(attribute -> attribute.value() != null)
                .collect(Collectors.toUnmodifiableMap(
                        AttributeType::name, AttributeType::value, (first, second) -> first));
    }

    /** The email address, or an empty text. */
    public String email() {
        return attributes.getOrDefault("email", "");
    }

    /** Whether the flag {@code email_verified} or {@code phone_number_verified} is set. */
    public boolean isVerified(String attribute) {
        return Boolean.parseBoolean(attributes.getOrDefault(attribute + "_verified", "false"));
    }

    public boolean isConfirmed() {
        return CONFIRMED.equals(status);
    }

    /** Whether another identity provider keeps the account. */
    public boolean isFederated() {
        return FEDERATED.equals(status);
    }

    /** Whether the account is enabled, and confirmed or kept by another identity provider. */
    public boolean canSignIn() {
        return canSignIn(enabled, status);
    }

    static boolean canSignIn(boolean enabled, String status) {
        return enabled && (CONFIRMED.equals(status) || FEDERATED.equals(status));
    }

    @Override
    public String toString() {
        return "UserRecord[" + userId + "]";
    }
}
