package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.claims;
import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** The operations that need IAM credentials at Cognito. */
class AdminContractTest {

    private static final String EMAIL = "ada@example.com";
    private static final String NO_POOL = "eu-west-1_elsewhere";

    private Pool pool;

    @BeforeEach
    void freshPool() {
        pool = Pool.fresh();
    }

    @Nested
    class AdminCreateUser {

        private UserType create(String email, String action) {
            return pool.cognito
                    .adminCreateUser(r -> r.userPoolId(pool.id).username(email).messageAction(action))
                    .user();
        }

        @Test
        void invitedUserMustChangeThePassword() {
            UserType user = create(EMAIL, null);
            assertThat(user.userStatusAsString()).isEqualTo("FORCE_CHANGE_PASSWORD");
            assertThat(user.enabled()).isTrue();
            assertThat(user.userCreateDate()).isNotNull();
        }

        @Test
        void temporaryPasswordIsMailedAndServes() {
            create(EMAIL, null);
            assertThat(pool.outbox(EMAIL).path(0).path("kind").asText()).isEqualTo("invitation");
            assertThat(pool.initiate(EMAIL, pool.code(EMAIL)).challengeNameAsString())
                    .isEqualTo("NEW_PASSWORD_REQUIRED");
        }

        @Test
        void suppressedInvitationIsNotMailed() {
            create(EMAIL, "SUPPRESS");
            assertThat(pool.outbox(EMAIL)).isEmpty();
        }

        @Test
        void resentInvitationBringsANewPassword() {
            create(EMAIL, null);
            String old = pool.code(EMAIL);
            create(EMAIL, "RESEND");
            assertThat(pool.code(EMAIL)).isNotEqualTo(old);
            refused(() -> pool.initiate(EMAIL, old), "NotAuthorizedException");
        }

        /** This operation has no error for a password that was used before. */
        @Test
        void resentInvitationMayRepeatThePassword() {
            pool.patchPool("{\"password_policy\":{\"history\":3}}");
            invite(null);
            invite("RESEND");
            assertThat(pool.code(EMAIL)).isEqualTo("the-same-as-before-1");
        }

        private void invite(String action) {
            pool.cognito.adminCreateUser(r -> r.userPoolId(pool.id)
                    .username(EMAIL)
                    .temporaryPassword("the-same-as-before-1")
                    .messageAction(action));
        }

        @Test
        void confirmedUserIsNotInvitedAgain() {
            refused(() -> create("demo@example.com", "RESEND"), "UnsupportedUserStateException");
        }

        @Test
        void takenNameIsRefused() {
            refused(() -> create("demo@example.com", null), "UsernameExistsException");
        }

        @Test
        void weakTemporaryPasswordIsRefused() {
            refused(
                    () -> pool.cognito.adminCreateUser(
                            r -> r.userPoolId(pool.id).username(EMAIL).temporaryPassword("short")),
                    "InvalidPasswordException");
        }

        @Test
        void unknownPoolIsRefused() {
            refused(
                    () -> pool.cognito.adminCreateUser(
                            r -> r.userPoolId(NO_POOL).username(EMAIL)),
                    "ResourceNotFoundException",
                    "User pool " + NO_POOL + " does not exist.");
        }
    }

    @Nested
    class AdminSetUserPassword {

        private void set(String email, String password, boolean permanent) {
            pool.cognito.adminSetUserPassword(r ->
                    r.userPoolId(pool.id).username(email).password(password).permanent(permanent));
        }

        @Test
        void permanentPasswordConfirms() {
            pool.signUp(EMAIL);
            set(EMAIL, Pool.OTHER_PASSWORD, true);
            assertThat(pool.signIn(EMAIL, Pool.OTHER_PASSWORD)).isNotNull();
        }

        @Test
        void temporaryPasswordMustBeChanged() {
            pool.register(EMAIL);
            set(EMAIL, Pool.OTHER_PASSWORD, false);
            assertThat(pool.initiate(EMAIL, Pool.OTHER_PASSWORD).challengeNameAsString())
                    .isEqualTo("NEW_PASSWORD_REQUIRED");
        }

        @Test
        void weakPasswordIsRefused() {
            refused(() -> set("demo@example.com", "short", true), "InvalidPasswordException");
        }

        @Test
        void usedPasswordIsRefusedWhenThePoolRemembers() {
            pool.patchPool("{\"password_policy\":{\"history\":1}}");
            refused(() -> set("demo@example.com", "demo-Passw0rd!", true), "PasswordHistoryPolicyViolationException");
        }

        @Test
        void unknownUserIsRefused() {
            refused(() -> set("nobody@example.com", Pool.PASSWORD, true), "UserNotFoundException");
        }
    }

    @Nested
    class Groups {

        private void create(String name) {
            pool.cognito.createGroup(r -> r.userPoolId(pool.id).groupName(name).precedence(1));
        }

        private void add(String email, String group) {
            pool.cognito.adminAddUserToGroup(
                    r -> r.userPoolId(pool.id).username(email).groupName(group));
        }

        @Test
        void groupsAreInBothTokens() {
            create("auditor");
            add("admin@example.com", "auditor");
            AuthenticationResultType tokens = pool.signIn("admin@example.com", "admin-Passw0rd!");
            for (String token : List.of(tokens.accessToken(), tokens.idToken())) {
                assertThat(claims(token).path("cognito:groups").toString()).isEqualTo("[\"admin\",\"auditor\"]");
            }
        }

        @Test
        void userWithoutGroupsHasNoSuchClaim() {
            AuthenticationResultType tokens = pool.signIn("demo@example.com", "demo-Passw0rd!");
            assertThat(claims(tokens.accessToken()).has("cognito:groups")).isFalse();
            assertThat(claims(tokens.idToken()).has("cognito:groups")).isFalse();
        }

        @Test
        void takenNameIsRefused() {
            refused(() -> create("admin"), "GroupExistsException");
        }

        @Test
        void unknownGroupIsRefused() {
            refused(() -> add("demo@example.com", "nobodies"), "ResourceNotFoundException");
        }

        @Test
        void unknownUserIsRefused() {
            refused(() -> add("nobody@example.com", "admin"), "UserNotFoundException");
        }
    }

    @Nested
    class DescribeUserPool {

        @Test
        void poolIsDescribed() {
            pool.patchPool("{\"password_policy\":{\"minimum_length\":8,\"require_symbols\":true}}");
            UserPoolType description =
                    pool.cognito.describeUserPool(r -> r.userPoolId(pool.id)).userPool();
            assertThat(description.id()).isEqualTo(pool.id);
            assertThat(description.usernameAttributesAsStrings()).containsExactly("email");
            assertThat(description.policies().passwordPolicy().minimumLength()).isEqualTo(8);
            assertThat(description.policies().passwordPolicy().requireSymbols()).isTrue();
            assertThat(description.estimatedNumberOfUsers()).isEqualTo(2);
        }

        @Test
        void unknownPoolIsRefused() {
            refused(() -> pool.cognito.describeUserPool(r -> r.userPoolId(NO_POOL)), "ResourceNotFoundException");
        }
    }
}
