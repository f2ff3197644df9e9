package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PoolResource.class)
class MembershipTest {
    private static final String ADMIN = "admin@example.com";
    private static final String ADMIN_PASSWORD = "admin-Passw0rd!";
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private JsonPath admin;
    private String member;
    private String memberId;

    private enum Method {
        PUT,
        DELETE
    }

    @BeforeEach
    void anAdministratorAndAMember() {
        Pool.reset();
        Pool.call("CreateGroup", Map.of("UserPoolId", poolId(), "GroupName", "editors"));
        admin = Api.signedIn(ADMIN, ADMIN_PASSWORD);
        member = Api.member();
        memberId = id(member);
    }

    private static String poolId() {
        return Pool.issuer().substring(Pool.issuer().lastIndexOf('/') + 1);
    }

    private static String id(String email) {
        return Pool.user(email).getString("username");
    }

    private static void put(String email, String... groups) {
        Pool.change(email, Map.of("groups", List.of(groups)));
    }

    private static List<String> groupsOf(String email) {
        return Pool.user(email).getList("groups");
    }

    private static boolean isAccepted(JsonPath session) {
        int status = Api.judged(session.getString("access_token")).statusCode();
        assertThat(status).isIn(400, 401);
        return status == 400;
    }

    private static Response ask(Method method, JsonPath caller, String userId, String group) {
        return Api.bearer(caller.getString("access_token"))
                .request(method.name(), "/admin/users/" + userId + "/groups/" + group);
    }

    private Response join(String userId, String group) {
        return ask(Method.PUT, admin, userId, group);
    }

    private Response leave(String userId, String group) {
        return ask(Method.DELETE, admin, userId, group);
    }

    private Response leaveOwn() {
        return leave(id(ADMIN), "admin?own=true");
    }

    /** An enabled, confirmed administrator beside the first one. */
    private static String anotherAdministrator() {
        String email = Api.member();
        put(email, "admin");
        return email;
    }

    @Nested
    class Joining {
        @Test
        void memberIsInTheGroup() {
            join(memberId, "editors").then().statusCode(204);

            assertThat(groupsOf(member)).containsExactly("editors");
        }

        @Test
        void sessionGoesOnAndHasTheRoleAfterItsNextRefresh() {
            JsonPath session = Api.signedIn(member);

            join(memberId, "editors").then().statusCode(204);

            Api.me(session.getString("access_token")).then().statusCode(200).body("roles", not(hasItem("editors")));
            JsonPath refreshed = Api.refresh(session.getString("refresh_token")).jsonPath();
            Api.me(refreshed.getString("access_token")).then().statusCode(200).body("roles", hasItem("editors"));
        }

        @Test
        void secondTimeChangesNothing() {
            join(memberId, "editors").then().statusCode(204);

            join(memberId, "editors").then().statusCode(204);

            assertThat(groupsOf(member)).containsExactly("editors");
        }

        @Test
        void administratorMakesAnotherOne() {
            join(memberId, "admin").then().statusCode(204);

            assertThat(groupsOf(member)).containsExactly("admin");
        }

        @Test
        void missingPermissionIsNamed() {
            Pool.fault(Map.of(
                    "operation", "AdminAddUserToGroup", "kind", "error", "error", "AccessDeniedException", "times", 1));

            join(memberId, "editors")
                    .then()
                    .statusCode(503)
                    .body("detail", containsString("cognito-idp:AdminAddUserToGroup"));
        }
    }

    @Nested
    class Leaving {
        private JsonPath session;

        @BeforeEach
        void anEditor() {
            put(member, "editors");
            session = Api.signedIn(member);
        }

        @Test
        void memberIsNoLongerInTheGroup() {
            leave(memberId, "editors").then().statusCode(204);

            assertThat(groupsOf(member)).isEmpty();
        }

        @Test
        void sessionsEnd() {
            leave(memberId, "editors").then().statusCode(204);

            assertThat(isAccepted(session)).isFalse();
            Api.refresh(session.getString("refresh_token")).then().statusCode(401);
        }

        @Test
        void nextSignInIsValidAtOnceAndLacksTheRole() {
            leave(memberId, "editors").then().statusCode(204);

            JsonPath next = Api.signedIn(member);
            Api.me(next.getString("access_token")).then().statusCode(200).body("roles", not(hasItem("editors")));
            Api.refresh(next.getString("refresh_token")).then().statusCode(200);
        }

        /** Cognito takes its time with the removal; a token that it issues meanwhile still has the role. */
        @Test
        void sessionThatBeganMeanwhileEndsToo() {
            Pool.fault(Map.of("operation", "AdminRemoveUserFromGroup", "kind", "delay", "delay_ms", 1500, "times", 1));
            CompletableFuture<Integer> leaving = CompletableFuture.supplyAsync(
                    () -> leave(memberId, "editors").statusCode());
            while (isAccepted(session)) {
                Thread.onSpinWait();
            }
            Pool.advance(1);

            JsonPath meanwhile = Api.signedIn(member);
            assertThat(isAccepted(meanwhile)).isTrue();

            assertThat(leaving.join()).isEqualTo(204);
            assertThat(isAccepted(meanwhile)).isFalse();
            Api.refresh(meanwhile.getString("refresh_token")).then().statusCode(401);
        }

        @Test
        void whoIsNotInTheGroupKeepsTheSession() {
            put(member);

            leave(memberId, "editors").then().statusCode(204);

            assertThat(isAccepted(session)).isTrue();
        }

        @Test
        void unknownGroupEndsNothing() {
            leave(memberId, "nobodies").then().statusCode(404).body("code", equalTo("group_not_found"));

            assertThat(isAccepted(session)).isTrue();
        }

        @Test
        void failureOfTheLookEndsNothing() {
            Map<String, Object> fault = new HashMap<>(Map.of("operation", "AdminListGroupsForUser", "times", 9));
            fault.putAll(Map.of("kind", "error", "error", "InternalErrorException"));
            Pool.fault(fault);

            leave(memberId, "editors").then().statusCode(503);

            Pool.healed();
            assertThat(isAccepted(session)).isTrue();
            assertThat(groupsOf(member)).containsExactly("editors");
        }

        @Test
        void sessionsEndAlsoWhereCognitoFailsAfterwards() {
            Map<String, Object> fault = new HashMap<>(Map.of("operation", "AdminRemoveUserFromGroup", "times", 9));
            fault.putAll(Map.of("kind", "error", "error", "InternalErrorException"));
            Pool.fault(fault);

            leave(memberId, "editors").then().statusCode(503);

            Pool.healed();
            assertThat(isAccepted(session)).isFalse();
        }
    }

    @Nested
    class OwnRole {
        @Test
        void isKeptUnlessTheRequestSaysSo() {
            anotherAdministrator();

            leave(id(ADMIN), "admin").then().statusCode(409).body("code", equalTo("own_role"));

            assertThat(groupsOf(ADMIN)).containsExactly("admin");
            assertThat(isAccepted(admin)).isTrue();
            assertThat(Pool.calls("AdminRemoveUserFromGroup")).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"false", "1", ""})
        void onlyTrueSaysSo(String own) {
            anotherAdministrator();

            leave(id(ADMIN), "admin?own=" + own).then().statusCode(409).body("code", equalTo("own_role"));
        }

        @Test
        void isLeftWhereTheRequestSaysSo() {
            anotherAdministrator();

            leaveOwn().then().statusCode(204);

            assertThat(groupsOf(ADMIN)).isEmpty();
            assertThat(isAccepted(admin)).isFalse();
        }

        @Test
        void ofSupportIsKeptToo() {
            put(ADMIN, "admin", "support");

            leave(id(ADMIN), "support").then().statusCode(409).body("code", equalTo("own_role"));
        }

        @Test
        void isNotMeantByAnyOtherGroup() {
            put(ADMIN, "admin", "editors");

            leave(id(ADMIN), "editors").then().statusCode(204);
        }
    }

    @Nested
    class LastAdministrator {
        @Test
        void isKeptWhateverTheRequestSays() {
            leaveOwn().then().statusCode(409).body("code", equalTo("last_administrator"));

            assertThat(groupsOf(ADMIN)).containsExactly("admin");
            assertThat(isAccepted(admin)).isTrue();
            assertThat(Pool.calls("AdminRemoveUserFromGroup")).isZero();
        }

        @Test
        void isNotTheOneBesideAnother() {
            leave(id(anotherAdministrator()), "admin").then().statusCode(204);
        }

        @Test
        void isOneBesideADisabledOne() {
            Pool.change(anotherAdministrator(), Map.of("enabled", false));

            leaveOwn().then().statusCode(409).body("code", equalTo("last_administrator"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"UNCONFIRMED", "RESET_REQUIRED", "FORCE_CHANGE_PASSWORD"})
        void isOneBesideWhoCannotSignIn(String status) {
            Pool.change(anotherAdministrator(), Map.of("status", status));

            leaveOwn().then().statusCode(409).body("code", equalTo("last_administrator"));
        }

        @Test
        void disabledOneCanLeave() {
            String other = anotherAdministrator();
            Pool.change(other, Map.of("enabled", false));

            leave(id(other), "admin").then().statusCode(204);
        }

        @Test
        void isOneBeside60DisabledOnes() {
            for (int i = 0; i < 60; i++) {
                disabledAdministrator(i);
            }

            leaveOwn().then().statusCode(409).body("code", equalTo("last_administrator"));
        }

        @Test
        void isOneBesideWhomOnlyAnOldListShows() {
            String other = anotherAdministrator();
            put(other);
            listSays("""
                    {"Users":[{"Username":"%s","Enabled":true,"UserStatus":"CONFIRMED"}]}
                    """.formatted(id(other)));

            leaveOwn().then().statusCode(409).body("code", equalTo("last_administrator"));
        }

        @Test
        void isOneBesideWhomAnOldListShowsEnabled() {
            String other = anotherAdministrator();
            Pool.change(other, Map.of("enabled", false));
            listSays("""
                    {"Users":[{"Username":"%s","Enabled":true,"UserStatus":"CONFIRMED"}]}
                    """.formatted(id(other)));

            leaveOwn().then().statusCode(409).body("code", equalTo("last_administrator"));
        }

        @Test
        void isOneWhomAnOldListDoesNotShow() {
            listSays("{\"Users\":[]}");

            leaveOwn().then().statusCode(409).body("code", equalTo("last_administrator"));
        }

        private static void listSays(String answer) {
            Pool.fault(Map.of("operation", "ListUsersInGroup", "kind", "answer", "message", answer, "times", 1));
        }

        @Test
        void oneOnTheSecondPageCounts() {
            for (int i = 0; i < 60; i++) {
                disabledAdministrator(i);
            }
            anotherAdministrator();

            leaveOwn().then().statusCode(204);
        }

        @Test
        void failureOfTheCountChangesNothing() {
            String other = anotherAdministrator();
            JsonPath session = Api.signedIn(other);
            Map<String, Object> fault = new HashMap<>(Map.of("operation", "ListUsersInGroup", "times", 9));
            fault.putAll(Map.of("kind", "error", "error", "InternalErrorException"));
            Pool.fault(fault);

            leave(id(other), "admin").then().statusCode(503);

            Pool.healed();
            assertThat(groupsOf(other)).containsExactly("admin");
            assertThat(isAccepted(session)).isTrue();
        }

        @Test
        void isLeftByTwoWhoRemoveEachOther() {
            String other = anotherAdministrator();
            JsonPath session = Api.signedIn(other);
            String first = id(ADMIN);
            String second = id(other);
            // Both have counted before either writes, if nothing keeps them apart.
            Pool.fault(Map.of("operation", "AdminRemoveUserFromGroup", "kind", "delay", "delay_ms", 300, "times", 2));

            CompletableFuture<Integer> one =
                    CompletableFuture.supplyAsync(() -> leave(second, "admin").statusCode());
            int two = ask(Method.DELETE, session, first, "admin").statusCode();

            assertThat(List.of(one.join(), two)).containsOnlyOnce(204).doesNotContain(500);
            assertThat(groupsOf(ADMIN).size() + groupsOf(other).size()).isOne();
        }

        /** One takes the role from another, whose own request of that kind has passed its checks and waits. */
        @Nested
        class WhoLosesTheRoleWhileWaiting {
            private String third;
            private JsonPath ofThird;
            private int first;
            private int second;

            @BeforeEach
            void twoRequestsAreUnderWay() {
                String other = anotherAdministrator();
                third = anotherAdministrator();
                ofThird = Api.signedIn(third);
                JsonPath session = Api.signedIn(other);
                Pool.fault(Map.of("operation", "ListUsersInGroup", "kind", "delay", "delay_ms", 3000, "times", 1));
                CompletableFuture<Integer> winning = CompletableFuture.supplyAsync(
                        () -> leave(id(other), "admin").statusCode());
                while (Pool.calls("ListUsersInGroup") == 0) {
                    Thread.onSpinWait();
                }
                second = ask(Method.DELETE, session, id(third), "admin").statusCode();
                first = winning.join();
            }

            @Test
            void isRefused() {
                assertThat(first).isEqualTo(204);
                assertThat(second).isEqualTo(401);
                // The second one counted too: it was refused for its session alone.
                assertThat(Pool.calls("ListUsersInGroup")).isEqualTo(2);
            }

            @Test
            void changesNothing() {
                assertThat(groupsOf(third)).containsExactly("admin");
                assertThat(isAccepted(ofThird)).isTrue();
                assertThat(Pool.calls("AdminRemoveUserFromGroup")).isOne();
            }
        }

        private static void disabledAdministrator(int number) {
            String email = "disabled" + number + "@example.com";
            Pool.call(
                    "AdminCreateUser", Map.of("UserPoolId", poolId(), "Username", email, "MessageAction", "SUPPRESS"));
            Pool.change(email, Map.of("status", "CONFIRMED", "enabled", false, "groups", List.of("admin")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void unknownUserIs404(Method method) {
        ask(method, admin, NOBODY, "editors").then().statusCode(404).body("code", equalTo("user_not_found"));
    }

    @ParameterizedTest
    @EnumSource
    void unknownGroupIs404(Method method) {
        ask(method, admin, memberId, "nobodies").then().statusCode(404).body("code", equalTo("group_not_found"));
    }

    @ParameterizedTest
    @EnumSource
    void malformedGroupIsRefusedByName(Method method) {
        ask(method, admin, memberId, "a b").then().statusCode(400).body("errors[0].field", equalTo("group"));
    }

    @ParameterizedTest
    @EnumSource
    void malformedUserIdIsRefusedByName(Method method) {
        ask(method, admin, "a b", "editors").then().statusCode(400).body("errors[0].field", equalTo("user_id"));
    }

    @ParameterizedTest
    @EnumSource
    void supportChangesNoRole(Method method) {
        put(member, "support");

        ask(method, Api.signedIn(member), memberId, "admin")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @ParameterizedTest
    @EnumSource
    void memberChangesNoRole(Method method) {
        ask(method, Api.signedIn(member), memberId, "admin").then().statusCode(403);
    }

    @ParameterizedTest
    @EnumSource
    void strangerIsUnauthenticated(Method method) {
        Api.json()
                .request(method.name(), "/admin/users/" + memberId + "/groups/admin")
                .then()
                .statusCode(401);
    }
}
