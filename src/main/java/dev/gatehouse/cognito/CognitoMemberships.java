package dev.gatehouse.cognito;

import dev.gatehouse.identity.IdentityException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRemoveUserFromGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRemoveUserFromGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** Which users are in which groups of the pool, by AWS credentials (IAM). */
@Singleton
public class CognitoMemberships {
    /** The most that Cognito puts on a page. */
    private static final int PAGE = 60;

    private final CognitoGateway cognito;
    private final CognitoSettings settings;
    private final CognitoTime time;

    CognitoMemberships(CognitoGateway cognito, CognitoSettings settings, CognitoTime time) {
        this.cognito = cognito;
        this.settings = settings;
        this.time = time;
    }

    /**
     * The groups of a user.
     *
     * @param at when Cognito said so, by its clock, in whole seconds
     */
    public record Membership(Set<String> groups, Instant at) {}

    /**
     * A member of a group.
     *
     * @param canSignIn whether the account is enabled, and confirmed or kept by another identity provider
     */
    public record Member(String username, boolean canSignIn) {
        @Override
        public String toString() {
            return "Member[hidden]";
        }
    }

    /**
     * A page of members.
     *
     * @param next the token of the next page; empty on the last one
     */
    public record Members(List<Member> members, Optional<String> next) {}

    /** The longest that one call takes, with its retries. */
    public Duration longestCall() {
        return settings.requestTimeout();
    }

    /**
     * The groups of a user, from all pages.
     *
     * @throws IdentityException {@code UserUnknown} if there is no such user
     */
    public Membership of(String username) {
        Set<String> groups = new HashSet<>();
        AdminListGroupsForUserResponse page = groupsOf(username, null);
        page.groups().stream().map(GroupType::groupName).forEach(groups::add);
        while (page.nextToken() != null) {
            page = groupsOf(username, page.nextToken());
            page.groups().stream().map(GroupType::groupName).forEach(groups::add);
        }
        return new Membership(Set.copyOf(groups), time.of(page));
    }

    private AdminListGroupsForUserResponse groupsOf(String username, @Nullable String next) {
        AdminListGroupsForUserRequest.Builder request = AdminListGroupsForUserRequest.builder()
                .userPoolId(settings.poolId())
                .username(username)
                .limit(PAGE)
                .nextToken(next);
        return cognito.signed(
                CognitoOperation.ADMIN_LIST_GROUPS_FOR_USER,
                AdminListGroupsForUserResponse.class,
                (client, signing) -> client.adminListGroupsForUser(
                        request.overrideConfiguration(signing).build()));
    }

    /**
     * A page of a group's members.
     *
     * @param next the token of the page; empty for the first one
     * @throws IdentityException {@code GroupUnknown} if there is no such group
     */
    public Members in(String group, Optional<String> next) {
        ListUsersInGroupResponse page = membersOf(group, PAGE, next);
        return new Members(
                page.users().stream()
                        .map(user -> new Member(Objects.requireNonNullElse(user.username(), ""), canSignIn(user)))
                        .toList(),
                Optional.ofNullable(page.nextToken()));
    }

    private static boolean canSignIn(UserType user) {
        return UserRecord.canSignIn(
                Boolean.TRUE.equals(user.enabled()), Objects.requireNonNullElse(user.userStatusAsString(), ""));
    }

    /**
     * Whether anybody is in the group, enabled or not.
     *
     * @throws IdentityException {@code GroupUnknown} if there is no such group
     */
    public boolean hasMembers(String group) {
        // A page may be empty and still have a next one.
        ListUsersInGroupResponse page = membersOf(group, 1, Optional.empty());
        while (page.users().isEmpty() && page.nextToken() != null) {
            page = membersOf(group, 1, Optional.of(page.nextToken()));
        }
        return !page.users().isEmpty();
    }

    private ListUsersInGroupResponse membersOf(String group, int limit, Optional<String> next) {
        ListUsersInGroupRequest.Builder request = ListUsersInGroupRequest.builder()
                .userPoolId(settings.poolId())
                .groupName(group)
                .limit(limit);
        next.ifPresent(request::nextToken);
        return cognito.signed(
                CognitoOperation.LIST_USERS_IN_GROUP,
                ListUsersInGroupResponse.class,
                (client, signing) -> client.listUsersInGroup(
                        request.overrideConfiguration(signing).build()));
    }

    /**
     * Puts a user into a group; without effect if the user is in it.
     *
     * @throws IdentityException {@code UserUnknown}, {@code GroupUnknown}
     */
    public void add(String username, String group) {
        AdminAddUserToGroupRequest.Builder request = AdminAddUserToGroupRequest.builder()
                .userPoolId(settings.poolId())
                .username(username)
                .groupName(group);
        cognito.signed(
                CognitoOperation.ADMIN_ADD_USER_TO_GROUP,
                AdminAddUserToGroupResponse.class,
                (client, signing) -> client.adminAddUserToGroup(
                        request.overrideConfiguration(signing).build()));
    }

    /**
     * Takes a user out of a group; without effect if the user is not in it.
     *
     * @throws IdentityException {@code UserUnknown}, {@code GroupUnknown}
     */
    public void remove(String username, String group) {
        AdminRemoveUserFromGroupRequest.Builder request = AdminRemoveUserFromGroupRequest.builder()
                .userPoolId(settings.poolId())
                .username(username)
                .groupName(group);
        cognito.signed(
                CognitoOperation.ADMIN_REMOVE_USER_FROM_GROUP,
                AdminRemoveUserFromGroupResponse.class,
                (client, signing) -> client.adminRemoveUserFromGroup(
                        request.overrideConfiguration(signing).build()));
    }
}
