package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.claims;
import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** Groups: making, reading, changing and deleting them, and who is in them. */
class GroupContractTest {

    private final String reader = Pool.someone();
    private final String readers = "readers-" + UUID.randomUUID();

    private Pool pool;

    @BeforeEach
    void readers() {
        pool = Pool.fresh();
        pool.register(reader);
        create(readers);
    }

    private void create(String name) {
        pool.cognito.createGroup(
                r -> r.userPoolId(pool.id).groupName(name).precedence(3).description("Those who read"));
    }

    private GroupType get(String name) {
        return pool.cognito.getGroup(r -> r.userPoolId(pool.id).groupName(name)).group();
    }

    private void add(String user, String group) {
        pool.cognito.adminAddUserToGroup(
                r -> r.userPoolId(pool.id).username(user).groupName(group));
    }

    private void remove(String user, String group) {
        pool.cognito.adminRemoveUserFromGroup(
                r -> r.userPoolId(pool.id).username(user).groupName(group));
    }

    private List<String> groupsOf(String user) {
        return pool.cognito.adminListGroupsForUser(r -> r.userPoolId(pool.id).username(user)).groups().stream()
                .map(GroupType::groupName)
                .toList();
    }

    private ListUsersInGroupResponse members(String group) {
        return pool.cognito.listUsersInGroup(r -> r.userPoolId(pool.id).groupName(group));
    }

    @Test
    void unknownGroupIsRefused() {
        List<Consumer<String>> operations = List.of(
                this::get,
                this::members,
                name -> add(reader, name),
                name -> remove(reader, name),
                name -> pool.cognito.updateGroup(
                        r -> r.userPoolId(pool.id).groupName(name).precedence(1)),
                name -> pool.cognito.deleteGroup(r -> r.userPoolId(pool.id).groupName(name)));
        for (Consumer<String> operation : operations) {
            refused(() -> operation.accept("nobodies"), "ResourceNotFoundException", "Group not found.");
        }
    }

    @Test
    void unknownUserIsRefused() {
        refused(() -> remove("nobody@example.com", readers), "UserNotFoundException");
        refused(() -> groupsOf("nobody@example.com"), "UserNotFoundException");
    }

    @Nested
    class OneGroup {

        @Test
        void isReadAsItWasMade() {
            GroupType group = get(readers);
            assertThat(group.description()).isEqualTo("Those who read");
            assertThat(group.precedence()).isEqualTo(3);
            assertThat(group.userPoolId()).isEqualTo(pool.id);
            assertThat(group.creationDate()).isNotNull();
        }

        @Test
        void updateKeepsWhatItDoesNotName() {
            pool.cognito.updateGroup(
                    r -> r.userPoolId(pool.id).groupName(readers).precedence(1));
            assertThat(get(readers).precedence()).isEqualTo(1);
            assertThat(get(readers).description()).isEqualTo("Those who read");
        }

        @Test
        void deletedOneIsGoneFromItsMembersToo() {
            add(reader, readers);
            pool.cognito.deleteGroup(r -> r.userPoolId(pool.id).groupName(readers));
            assertThat(groupsOf(reader)).isEmpty();
            assertThat(claims(pool.signIn(reader).accessToken()).has("cognito:groups"))
                    .isFalse();
            refused(() -> get(readers), "ResourceNotFoundException");
        }
    }

    @Nested
    class Members {

        @Test
        void areListedInTheGroupAndTheGroupWithThem() {
            add(reader, readers);
            assertThat(groupsOf(reader)).containsExactly(readers);
            assertThat(members(readers).users())
                    .extracting(UserType::userStatusAsString)
                    .containsExactly("CONFIRMED");
        }

        @Test
        void removedOneIsNoMember() {
            add(reader, readers);
            remove(reader, readers);
            assertThat(groupsOf(reader)).isEmpty();
            assertThat(members(readers).users()).isEmpty();
        }

        @Test
        void removingSomebodyElseChangesNothing() {
            String other = Pool.someone();
            pool.signUp(other);
            add(reader, readers);
            remove(other, readers);
            assertThat(groupsOf(reader)).containsExactly(readers);
        }
    }

    @Nested
    class ListGroups {

        private ListGroupsResponse page(String token) {
            return pool.cognito.listGroups(r -> r.userPoolId(pool.id).limit(2).nextToken(token));
        }

        @NeedsControlRoutes
        @Test
        void comesInPages() {
            List.of("b", "c", "d", "e").forEach(GroupContractTest.this::create);
            List<List<String>> pages = new ArrayList<>();
            ListGroupsResponse page = page(null);
            pages.add(page.groups().stream().map(GroupType::groupName).toList());
            while (page.nextToken() != null) {
                page = page(page.nextToken());
                pages.add(page.groups().stream().map(GroupType::groupName).toList());
            }
            assertThat(pages).containsExactly(List.of("admin", "b"), List.of("c", "d"), List.of("e", readers));
        }

        @Test
        void inventedTokenIsRefused() {
            refused(() -> page("bm90LW91cnM="), "InvalidParameterException");
            refused(() -> page("%%%"), "InvalidParameterException");
        }
    }
}
