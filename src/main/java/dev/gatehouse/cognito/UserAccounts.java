package dev.gatehouse.cognito;

import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.CredentialsRefused;
import dev.gatehouse.identity.IdentityFailure.Misconfigured;
import dev.gatehouse.identity.IdentityFailure.NotConfigured;
import dev.gatehouse.identity.IdentityFailure.PermissionMissing;
import dev.gatehouse.identity.IdentityFailure.UserUnknown;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/** Operations of the service itself on accounts, by AWS credentials (IAM), if they exist and allow it. */
@Singleton
class UserAccounts {
    /** How long no call is made after credentials or permissions were missing. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int RANDOM_BYTES = 48;
    /** One character of each class that a password policy can require. */
    private static final String EACH_CLASS = "Aa1!";

    private final CognitoGateway cognito;
    private final CognitoSettings settings;
    private final Clock clock;
    private final CognitoTime time;
    private final Duration invitationLifetime;
    private volatile Instant pausedUntil = Instant.MIN;

    UserAccounts(
            CognitoGateway cognito,
            CognitoSettings settings,
            CognitoConfig config,
            CognitoTime time,
            @Identifier("steady") Clock clock) {
        this.cognito = cognito;
        this.settings = settings;
        this.clock = clock;
        this.time = time;
        this.invitationLifetime = config.invitationLifetime();
    }

    /**
     * The account of an address: its username, whether it is unverified and enabled, and whether it is an enabled invitation
     * whose temporary password has expired.
     */
    record Account(String username, boolean isUnconfirmed, boolean isInvitationEnded) {
        @Override
        public String toString() {
            return "Account[hidden]";
        }
    }

    /** Whether accounts can be read, as far as is known. */
    boolean isAvailable() {
        return !clock.instant().isBefore(pausedUntil);
    }

    /**
     * The account of an address; empty if there is none, or the service may not read it.
     *
     * @throws IdentityException when Cognito fails
     */
    Optional<Account> find(Email email) {
        if (!isAvailable()) {
            return Optional.empty();
        }
        AdminGetUserRequest.Builder request =
                AdminGetUserRequest.builder().userPoolId(settings.poolId()).username(email.value());
        try {
            AdminGetUserResponse user = cognito.signed(
                    CognitoOperation.ADMIN_GET_USER,
                    AdminGetUserResponse.class,
                    (client, signing) -> client.adminGetUser(
                            request.overrideConfiguration(signing).build()));
            boolean enabled = Boolean.TRUE.equals(user.enabled());
            return Optional.of(new Account(
                    user.username(),
                    enabled && "UNCONFIRMED".equals(user.userStatusAsString()),
                    enabled && "FORCE_CHANGE_PASSWORD".equals(user.userStatusAsString()) && hasEnded(user)));
        } catch (IdentityException e) {
            switch (e.failure()) {
                case NotConfigured _, PermissionMissing _, CredentialsRefused _, Misconfigured() ->
                    pausedUntil = clock.instant().plus(PAUSE);
                case UserUnknown() -> {}
                default -> throw e;
            }
            return Optional.empty();
        }
    }

    /** Compares by Cognito's clock. Any later change of the account extends the invitation, so that none expires too early. */
    private boolean hasEnded(AdminGetUserResponse user) {
        return user.userLastModifiedDate() != null
                && user.userLastModifiedDate().plus(invitationLifetime).isBefore(time.of(user));
    }

    /** Mails an invited account a new temporary password, which replaces the last one. */
    void invite(Email email) {
        AdminCreateUserRequest.Builder request = AdminCreateUserRequest.builder()
                .userPoolId(settings.poolId())
                .username(email.value())
                .messageAction(MessageActionType.RESEND)
                .desiredDeliveryMediums(DeliveryMediumType.EMAIL);
        cognito.signed(
                CognitoOperation.ADMIN_CREATE_USER,
                AdminCreateUserResponse.class,
                (client, signing) -> client.adminCreateUser(
                        request.overrideConfiguration(signing).build()));
    }

    void delete(Account account) {
        AdminDeleteUserRequest.Builder request =
                AdminDeleteUserRequest.builder().userPoolId(settings.poolId()).username(account.username());
        cognito.signed(
                CognitoOperation.ADMIN_DELETE_USER,
                AdminDeleteUserResponse.class,
                (client, signing) -> client.adminDeleteUser(
                        request.overrideConfiguration(signing).build()));
    }

    /** Replaces the password by a random one that is not stored. */
    void lockPassword(Email email) {
        lockPassword(email.value());
    }

    void lockPassword(String username) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        AdminSetUserPasswordRequest.Builder request = AdminSetUserPasswordRequest.builder()
                .userPoolId(settings.poolId())
                .username(username)
                .password(EACH_CLASS + Base64.getUrlEncoder().withoutPadding().encodeToString(random))
                .permanent(true);
        cognito.signed(
                CognitoOperation.ADMIN_SET_USER_PASSWORD,
                AdminSetUserPasswordResponse.class,
                (client, signing) -> client.adminSetUserPassword(
                        request.overrideConfiguration(signing).build()));
    }
}
