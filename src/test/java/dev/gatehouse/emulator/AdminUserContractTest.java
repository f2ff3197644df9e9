package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/** What an administrator does to one user. */
class AdminUserContractTest {

    private final String email = Pool.someone();
    private final String unknown = Pool.someone();

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    private AdminGetUserResponse get(String name) {
        return pool.cognito.adminGetUser(r -> r.userPoolId(pool.id).username(name));
    }

    private void confirm(String name) {
        pool.cognito.adminConfirmSignUp(r -> r.userPoolId(pool.id).username(name));
    }

    private void disable(String name) {
        pool.cognito.adminDisableUser(r -> r.userPoolId(pool.id).username(name));
    }

    private void enable(String name) {
        pool.cognito.adminEnableUser(r -> r.userPoolId(pool.id).username(name));
    }

    private void resetPassword(String name) {
        pool.cognito.adminResetUserPassword(r -> r.userPoolId(pool.id).username(name));
    }

    private void delete(String name) {
        pool.cognito.adminDeleteUser(r -> r.userPoolId(pool.id).username(name));
    }

    @Test
    void unknownUserIsRefused() {
        List<Consumer<String>> operations =
                List.of(this::get, this::confirm, this::disable, this::enable, this::resetPassword, this::delete);
        for (Consumer<String> operation : operations) {
            refused(() -> operation.accept(unknown), "UserNotFoundException", "User does not exist.");
        }
    }

    @Test
    void unknownPoolIsRefused() {
        refused(
                () -> pool.cognito.adminGetUser(
                        r -> r.userPoolId("eu-west-1_elsewhere").username(email)),
                "ResourceNotFoundException");
    }

    @Nested
    class AdminGetUser {

        @Test
        void userIsDescribed() {
            pool.register(email);
            AdminGetUserResponse user = get(email);
            assertThat(user.userStatusAsString()).isEqualTo("CONFIRMED");
            assertThat(user.enabled()).isTrue();
            assertThat(user.userCreateDate()).isNotNull();
            assertThat(user.userLastModifiedDate()).isNotNull();
            assertThat(user.userAttributes())
                    .anyMatch(attribute -> attribute.name().equals("email")
                            && attribute.value().equals(email));
        }

        @Test
        void subServesAsNameToo() {
            String sub = pool.signUp(email).userSub();
            assertThat(get(sub).username()).isEqualTo(sub).isEqualTo(get(email).username());
        }
    }

    @Nested
    class AdminConfirmSignUp {

        @Test
        void userCanSignIn() {
            pool.signUp(email);
            confirm(email);
            assertThat(pool.signIn(email)).isNotNull();
        }

        @Test
        void addressStaysUnverified() {
            pool.signUp(email);
            confirm(email);
            assertThat(get(email).userAttributes())
                    .anyMatch(attribute -> attribute.name().equals("email_verified")
                            && attribute.value().equals("false"));
        }

        @Test
        void confirmedUserIsRefused() {
            pool.register(email);
            refused(
                    () -> confirm(email),
                    "NotAuthorizedException",
                    "User cannot be confirmed. Current status is CONFIRMED");
        }
    }

    @Nested
    class AdminDisableUser {

        @Test
        void signInIsRefused() {
            pool.register(email);
            disable(email);
            refused(() -> pool.signIn(email), "NotAuthorizedException", "User is disabled.");
            assertThat(get(email).enabled()).isFalse();
        }

        @Test
        void earlierTokensStayRevokedAfterAdminEnableUser() {
            pool.register(email);
            AuthenticationResultType tokens = pool.signIn(email);
            disable(email);
            enable(email);
            refused(
                    () -> pool.cognito.getUser(r -> r.accessToken(tokens.accessToken())),
                    "NotAuthorizedException",
                    "Access Token has been revoked");
            refused(
                    () -> pool.refresh(tokens.refreshToken()),
                    "NotAuthorizedException",
                    "Refresh Token has been revoked");
            assertThat(pool.signIn(email)).isNotNull();
        }
    }

    @Nested
    class AdminResetUserPassword {

        @Test
        void passwordServesNoLongerAndTheMailedCodeSetsANewOne() {
            pool.register(email);
            resetPassword(email);
            refused(() -> pool.signIn(email), "PasswordResetRequiredException");
            pool.reset(email, pool.code(email), Pool.OTHER_PASSWORD);
            assertThat(pool.signIn(email, Pool.OTHER_PASSWORD)).isNotNull();
        }

        @Test
        void unconfirmedUserIsRefused() {
            pool.signUp(email);
            refused(() -> resetPassword(email), "NotAuthorizedException");
        }

        @Test
        void invitedUserIsRefused() {
            pool.cognito.adminCreateUser(r -> r.userPoolId(pool.id).username(email));
            refused(
                    () -> resetPassword(email),
                    "NotAuthorizedException",
                    "User password cannot be reset in the current state.");
        }

        @Test
        void disabledUserIsRefused() {
            pool.register(email);
            disable(email);
            refused(() -> resetPassword(email), "NotAuthorizedException", "User is disabled.");
        }

        @NeedsControlRoutes
        @Test
        void userOfAnIdentityProviderIsRefused() {
            pool.post("/control/users", "{\"provider\":\"Google\",\"email\":\"" + email + "\"}");
            String username = pool.cognito
                    .listUsers(r -> r.userPoolId(pool.id).filter("email = \"" + email + "\""))
                    .users()
                    .getFirst()
                    .username();
            refused(() -> resetPassword(username), "NotAuthorizedException");
        }

        @Test
        void unverifiedAddressIsRefused() {
            pool.signUp(email);
            confirm(email);
            refused(() -> resetPassword(email), "InvalidParameterException");
        }
    }

    @Nested
    class AdminDeleteUser {

        @Test
        void userIsGone() {
            pool.register(email);
            AuthenticationResultType tokens = pool.signIn(email);
            delete(email);
            refused(() -> get(email), "UserNotFoundException");
            refused(
                    () -> pool.cognito.getUser(r -> r.accessToken(tokens.accessToken())),
                    "UserNotFoundException",
                    "User does not exist.");
        }

        @Test
        void addressIsFreeAgain() {
            pool.register(email);
            delete(email);
            assertThat(pool.signUp(email).userConfirmed()).isFalse();
        }
    }

    @Nested
    class ExpiredInvitation {

        private void invite(String action) {
            pool.cognito.adminCreateUser(
                    r -> r.userPoolId(pool.id).username(email).messageAction(action));
        }

        @NeedsControlRoutes
        @Test
        void resendRenewsIt() {
            invite(null);
            String old = pool.code(email);
            pool.advance(8 * 24 * 3600);
            refused(
                    () -> pool.initiate(email, old),
                    "NotAuthorizedException",
                    "Temporary password has expired and must be reset by an administrator.");
            invite("RESEND");
            assertThat(pool.initiate(email, pool.code(email)).challengeNameAsString())
                    .isEqualTo("NEW_PASSWORD_REQUIRED");
        }
    }
}
