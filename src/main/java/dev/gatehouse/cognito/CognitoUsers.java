package dev.gatehouse.cognito;

import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.UserUnknown;
import dev.gatehouse.identity.Secret;
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
     * @throws IdentityException {@code UserUnknown} if no account has it
     */
    public UserRecord find(String userId) {
        return byName(userId)
                .or(() -> list(UserFilter.userId(userId), 1, Optional.empty()).users().stream()
                        .findFirst()
                        .flatMap(listed -> byName(listed.username())))
                .filter(user -> user.userId().equals(userId))
                .orElseThrow(() -> new IdentityException(new UserUnknown()));
    }

    /** The account that signs in with this address. */
    public Optional<UserRecord> find(Email email) {
        return byName(email.value());
    }

    /** Whether there is an account of this user name, and it can sign in. */
    public boolean canSignIn(String username) {
        return byName(username).filter(UserRecord::canSignIn).isPresent();
    }

    /** Whether the address is that of an account other than this one, be it a sign-in name or not. */
    public boolean isTaken(Email email, UserRecord besides) {
        return find(email).filter(user -> isAnother(user, besides)).isPresent()
                || list(UserFilter.email(email.value()), 2, Optional.empty()).users().stream()
                        .anyMatch(user -> isAnother(user, besides));
    }

    private static boolean isAnother(UserRecord user, UserRecord besides) {
        return !user.userId().equals(besides.userId());
    }

    private Optional<UserRecord> byName(String username) {
        AdminGetUserRequest.Builder request =
                AdminGetUserRequest.builder().userPoolId(settings.poolId()).username(username);
        try {
            AdminGetUserResponse user = cognito.signed(
                    CognitoOperation.ADMIN_GET_USER,
                    AdminGetUserResponse.class,
                    (client, signing) -> client.adminGetUser(
                            request.overrideConfiguration(signing).build()));
            return Optional.of(read(CognitoOperation.ADMIN_GET_USER, () -> UserRecord.of(user)));
        } catch (IdentityException e) {
            if (e.failure() instanceof UserUnknown) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Lists the users whom the filter selects, in Cognito's order. A change of an account shows after a moment.
     *
     * @param limit at most 60
     * @param after the {@link UserPage#next} of the page before
     * @throws IdentityException {@code InvalidInput} that names {@code cursor} if Cognito does not know it (any more)
     */
    public UserPage list(UserFilter filter, int limit, Optional<Secret> after) {
        ListUsersRequest.Builder request = ListUsersRequest.builder()
                .userPoolId(settings.poolId())
                .filter(filter.text())
                .limit(limit)
                .paginationToken(after.map(Secret::value).orElse(null));
        ListUsersResponse found = cognito.signed(
                CognitoOperation.LIST_USERS,
                ListUsersResponse.class,
                (client, signing) ->
                        client.listUsers(request.overrideConfiguration(signing).build()));
        return new UserPage(
                read(
                        CognitoOperation.LIST_USERS,
                        () -> found.users().stream().map(UserRecord::of).toList()),
                Optional.ofNullable(found.paginationToken()).map(Secret::new));
    }

    /** @throws IdentityException {@code UnexpectedUpstreamResponse} if the answer lacks a member */
    private static <T> T read(CognitoOperation operation, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IncompleteAnswer e) {
            throw new IdentityException(CallFailures.ofIncompleteAnswer(operation, e));
        }
    }
}
