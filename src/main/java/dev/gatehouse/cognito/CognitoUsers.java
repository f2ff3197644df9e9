package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.UserUnknown;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;

/** Finds accounts for administrators, by AWS credentials (IAM). */
@Singleton
public class CognitoUsers {
    private final CognitoGateway cognito;
    private final CognitoSettings settings;

    CognitoUsers(CognitoGateway cognito, CognitoSettings settings) {
        this.cognito = cognito;
        this.settings = settings;
    }

    /**
     * Finds the account with this {@code sub}. AdminGetUser takes it for a username, except for people of other identity
     * providers, whom ListUsers finds.
     *
     * @throws IdentityException {@code UserUnknown} if there is none
     */
    public UserRecord find(String userId) {
        return byUsername(userId)
                .or(() -> bySub(userId))
                .filter(user -> user.userId().equals(userId))
                .orElseThrow(() -> new IdentityException(new UserUnknown()));
    }

    private Optional<UserRecord> byUsername(String username) {
        AdminGetUserRequest.Builder request =
                AdminGetUserRequest.builder().userPoolId(settings.poolId()).username(username);
        try {
            AdminGetUserResponse user = cognito.signed(
                    CognitoOperation.ADMIN_GET_USER,
                    AdminGetUserResponse.class,
                    (client, credentials) ->
                            client.adminGetUser(request.overrideConfiguration(o -> o.credentialsProvider(credentials))
                                    .build()));
            return Optional.of(read(CognitoOperation.ADMIN_GET_USER, () -> UserRecord.of(user)));
        } catch (IdentityException e) {
            if (e.failure() instanceof UserUnknown) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<UserRecord> bySub(String userId) {
        ListUsersRequest.Builder request = ListUsersRequest.builder()
                .userPoolId(settings.poolId())
                .filter("sub = \"" + userId + "\"")
                .limit(1);
        ListUsersResponse found = cognito.signed(
                CognitoOperation.LIST_USERS,
                ListUsersResponse.class,
                (client, credentials) ->
                        client.listUsers(request.overrideConfiguration(o -> o.credentialsProvider(credentials))
                                .build()));
        return found.users().stream()
                .findFirst()
                .map(user -> read(CognitoOperation.LIST_USERS, () -> UserRecord.of(user)));
    }

    private static <T> T read(CognitoOperation operation, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IncompleteAnswer e) {
            throw new IdentityException(CallFailures.ofIncompleteAnswer(operation, e));
        }
    }
}
