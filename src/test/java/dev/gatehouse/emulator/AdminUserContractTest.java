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

    private static final String EMAIL = "ada@example.com";
    private static final String UNKNOWN = "nobody@example.com";

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
            refused(() -> operation.accept(UNKNOWN), "UserNotFoundException", "User does not exist.");
        }
    }

    @Test
    void unknownPoolIsRefused() {
        refused(
                () -> pool.cognito.adminGetUser(
                        r -> r.userPoolId("eu-west-1_elsewhere").username(EMAIL)),
                "ResourceNotFoundException");
    }

    @Nested
    class AdminGetUser {

        @Test
        void userIsDescribed() {
            pool.register(EMAIL);
            AdminGetUserResponse user = get(EMAIL);
            assertThat(user.userStatusAsString()).isEqualTo("CONFIRMED");
            assertThat(user.enabled()).isTrue();
            assertThat(user.userCreateDate()).isNotNull();
            assertThat(user.userLastModifiedDate()).isNotNull();
            assertThat(user.userAttributes())
                    .anyMatch(attribute -> attribute.name().equals("email")
                            && attribute.value().equals(EMAIL));
        }

        @Test
        void subServesAsNameToo() {
            String sub = pool.signUp(EMAIL).userSub();
            assertThat(get(sub).username()).isEqualTo(sub).isEqualTo(get(EMAIL).username());
        }
    }

    @Nested
    class AdminConfirmSignUp {

        @Test
        void userCanSignIn() {
            pool.signUp(EMAIL);
            confirm(EMAIL);
            assertThat(pool.signIn(EMAIL)).isNotNull();
        }

        @Test
        void addressStaysUnverified() {
            pool.signUp(EMAIL);
            confirm(EMAIL);
            assertThat(pool.user(EMAIL).path("email_verified").asBoolean()).isFalse();
        }

        @Test
        void confirmedUserIsRefused() {
            refused(
                    () -> confirm("demo@example.com"),
                    "NotAuthorizedException",
                    "User cannot be confirmed. Current status is CONFIRMED");
        }
    }

    @Nested
    class AdminDisableUser {

        @Test
        void signInIsRefused() {
            pool.register(EMAIL);
            disable(EMAIL);
            refused(() -> pool.signIn(EMAIL), "NotAuthorizedException", "User is disabled.");
            assertThat(get(EMAIL).enabled()).isFalse();
        }

        @Test
        void earlierTokensStayRevokedAfterAdminEnableUser() {
            pool.register(EMAIL);
            AuthenticationResultType tokens = pool.signIn(EMAIL);
            disable(EMAIL);
            enable(EMAIL);
            refused(
                    () -> pool.cognito.getUser(r -> r.accessToken(tokens.accessToken())),
                    "NotAuthorizedException",
                    "Access Token has been revoked");
            refused(
                    () -> pool.refresh(tokens.refreshToken()),
                    "NotAuthorizedException",
                    "Refresh Token has been revoked");
            assertThat(pool.signIn(EMAIL)).isNotNull();
        }
    }

    @Nested
    class AdminResetUserPassword {

        @Test
        void passwordServesNoLongerAndTheMailedCodeSetsANewOne() {
            pool.register(EMAIL);
            resetPassword(EMAIL);
            refused(() -> pool.signIn(EMAIL), "PasswordResetRequiredException");
            pool.reset(EMAIL, pool.code(EMAIL), Pool.OTHER_PASSWORD);
            assertThat(pool.signIn(EMAIL, Pool.OTHER_PASSWORD)).isNotNull();
        }

        @Test
        void unconfirmedUserIsRefused() {
            pool.signUp(EMAIL);
            refused(() -> resetPassword(EMAIL), "NotAuthorizedException");
        }

        @Test
        void invitedUserIsRefused() {
            pool.cognito.adminCreateUser(r -> r.userPoolId(pool.id).username(EMAIL));
            refused(
                    () -> resetPassword(EMAIL),
                    "NotAuthorizedException",
                    "User password cannot be reset in the current state.");
        }

        @Test
        void unverifiedAddressIsRefused() {
            pool.signUp(EMAIL);
            confirm(EMAIL);
            refused(() -> resetPassword(EMAIL), "InvalidParameterException");
        }
    }

    @Nested
    class AdminDeleteUser {

        @Test
        void userIsGone() {
            pool.register(EMAIL);
            AuthenticationResultType tokens = pool.signIn(EMAIL);
            delete(EMAIL);
            refused(() -> get(EMAIL), "UserNotFoundException");
            refused(
                    () -> pool.cognito.getUser(r -> r.accessToken(tokens.accessToken())),
                    "UserNotFoundException",
                    "User does not exist.");
        }

        @Test
        void addressIsFreeAgain() {
            pool.register(EMAIL);
            delete(EMAIL);
            assertThat(pool.signUp(EMAIL).userConfirmed()).isFalse();
        }
    }

    @Nested
    class ExpiredInvitation {

        private void invite(String action) {
            pool.cognito.adminCreateUser(
                    r -> r.userPoolId(pool.id).username(EMAIL).messageAction(action));
        }

        @Test
        void resendRenewsIt() {
            invite(null);
            String old = pool.code(EMAIL);
            pool.advance(8 * 24 * 3600);
            refused(
                    () -> pool.initiate(EMAIL, old),
                    "NotAuthorizedException",
                    "Temporary password has expired and must be reset by an administrator.");
            invite("RESEND");
            assertThat(pool.initiate(EMAIL, pool.code(EMAIL)).challengeNameAsString())
                    .isEqualTo("NEW_PASSWORD_REQUIRED");
        }
    }
}
