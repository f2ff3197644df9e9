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

    private final String email = Pool.someone();
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
            UserType user = create(email, null);
            assertThat(user.userStatusAsString()).isEqualTo("FORCE_CHANGE_PASSWORD");
            assertThat(user.enabled()).isTrue();
            assertThat(user.userCreateDate()).isNotNull();
        }

        @NeedsControlRoutes
        @Test
        void temporaryPasswordIsMailedAndServes() {
            create(email, null);
            assertThat(pool.outbox(email).path(0).path("kind").asText()).isEqualTo("invitation");
            assertThat(pool.initiate(email, pool.code(email)).challengeNameAsString())
                    .isEqualTo("NEW_PASSWORD_REQUIRED");
        }

        @NeedsControlRoutes
        @Test
        void suppressedInvitationIsNotMailed() {
            create(email, "SUPPRESS");
            assertThat(pool.outbox(email)).isEmpty();
        }

        @Test
        void resentInvitationBringsANewPassword() {
            create(email, null);
            String old = pool.code(email);
            create(email, "RESEND");
            assertThat(pool.code(email)).isNotEqualTo(old);
            refused(() -> pool.initiate(email, old), "NotAuthorizedException");
        }

        /** This operation has no error for a password that was used before. */
        @NeedsControlRoutes
        @Test
        void resentInvitationMayRepeatThePassword() {
            pool.patchPool("{\"password_policy\":{\"history\":3}}");
            invite(null);
            invite("RESEND");
            assertThat(pool.code(email)).isEqualTo("the-same-as-before-1");
        }

        private void invite(String action) {
            pool.cognito.adminCreateUser(r -> r.userPoolId(pool.id)
                    .username(email)
                    .temporaryPassword("the-same-as-before-1")
                    .messageAction(action));
        }

        @NeedsControlRoutes
        @Test
        void confirmedUserIsNotInvitedAgain() {
            refused(() -> create("demo@example.com", "RESEND"), "UnsupportedUserStateException");
        }

        @NeedsControlRoutes
        @Test
        void takenNameIsRefused() {
            refused(() -> create("demo@example.com", null), "UsernameExistsException");
        }

        @Test
        void weakTemporaryPasswordIsRefused() {
            refused(
                    () -> pool.cognito.adminCreateUser(
                            r -> r.userPoolId(pool.id).username(email).temporaryPassword("short")),
                    "InvalidPasswordException");
        }

        @Test
        void unknownPoolIsRefused() {
            refused(
                    () -> pool.cognito.adminCreateUser(
                            r -> r.userPoolId(NO_POOL).username(email)),
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
            pool.signUp(email);
            set(email, Pool.OTHER_PASSWORD, true);
            assertThat(pool.signIn(email, Pool.OTHER_PASSWORD)).isNotNull();
        }

        @Test
        void temporaryPasswordMustBeChanged() {
            pool.register(email);
            set(email, Pool.OTHER_PASSWORD, false);
            assertThat(pool.initiate(email, Pool.OTHER_PASSWORD).challengeNameAsString())
                    .isEqualTo("NEW_PASSWORD_REQUIRED");
        }

        @NeedsControlRoutes
        @Test
        void weakPasswordIsRefused() {
            refused(() -> set("demo@example.com", "short", true), "InvalidPasswordException");
        }

        @NeedsControlRoutes
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

        @NeedsControlRoutes
        @Test
        void groupsAreInBothTokens() {
            create("auditor");
            add("admin@example.com", "auditor");
            AuthenticationResultType tokens = pool.signIn("admin@example.com", "admin-Passw0rd!");
            for (String token : List.of(tokens.accessToken(), tokens.idToken())) {
                assertThat(claims(token).path("cognito:groups").toString()).isEqualTo("[\"admin\",\"auditor\"]");
            }
        }

        @NeedsControlRoutes
        @Test
        void userWithoutGroupsHasNoSuchClaim() {
            AuthenticationResultType tokens = pool.signIn("demo@example.com", "demo-Passw0rd!");
            assertThat(claims(tokens.accessToken()).has("cognito:groups")).isFalse();
            assertThat(claims(tokens.idToken()).has("cognito:groups")).isFalse();
        }

        @NeedsControlRoutes
        @Test
        void takenNameIsRefused() {
            refused(() -> create("admin"), "GroupExistsException");
        }

        @NeedsControlRoutes
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

        @NeedsControlRoutes
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
