package dev.gatehouse.role;

import dev.gatehouse.cognito.CognitoGroups;
import dev.gatehouse.cognito.CognitoMemberships;
import dev.gatehouse.cognito.CognitoMemberships.Membership;
import dev.gatehouse.cognito.CognitoUsers;
import dev.gatehouse.cognito.UserRecord;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.GroupNotEmpty;
import dev.gatehouse.identity.IdentityFailure.NotConfigured;
import dev.gatehouse.identity.IdentityFailure.OwnRole;
import dev.gatehouse.identity.IdentityFailure.PermissionMissing;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.role.RoleChange.Deleting;
import dev.gatehouse.role.RoleChange.DeletingGroup;
import dev.gatehouse.role.RoleChange.DeletingOneself;
import dev.gatehouse.role.RoleChange.Disabling;
import dev.gatehouse.role.RoleChange.Inviting;
import dev.gatehouse.role.RoleChange.Joining;
import dev.gatehouse.role.RoleChange.Leaving;
import io.quarkus.security.ForbiddenException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides every gain and every loss of a role, whichever route it comes by. Blocks, so call it from a virtual thread.
 *
 * <p>Whether a user is an administrator is read before the lock is taken, so that changes of other users do not wait for each
 * other. Who becomes an administrator in that moment is not counted. Nor is a member counted who joins a group between the look
 * at its members and its deletion: Cognito has no operation that does both.
 */
@Singleton
public class RoleChanges {
    private final Administrators administrators;
    private final CognitoMemberships memberships;
    private final CognitoGroups groups;
    private final CognitoUsers users;
    private final SessionEnds ends;
    private final RoleLock lock;
    private final Revocations revocations;
    private final Caller caller;
    private final Clock clock;

    RoleChanges(
            Administrators administrators,
            CognitoMemberships memberships,
            CognitoGroups groups,
            CognitoUsers users,
            SessionEnds ends,
            RoleLock lock,
            Revocations revocations,
            Caller caller,
            Clock clock) {
        this.administrators = administrators;
        this.memberships = memberships;
        this.groups = groups;
        this.users = users;
        this.ends = ends;
        this.lock = lock;
        this.revocations = revocations;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Checks the change and runs it. What takes power away ends the user's sessions here after the checks and before Cognito is
     * told, and once more when it has answered, so that no token that was issued in between keeps it.
     *
     * @param own whether callers agree to lose a role of their own
     * @param write tells Cognito, and nothing else
     * @throws IdentityException {@code LastAdministrator}, {@code OwnRole}, {@code GroupNotEmpty}, {@code GroupUnknown}: nothing
     *     has changed and no session has ended; {@code SharedStoreUnavailable} if the last administrator cannot be protected
     */
    public <T> T apply(RoleChange change, boolean own, Supplier<T> write) {
        return switch (change) {
            case Joining(UserRecord _, String group) -> {
                requireGiver(Set.of(group));
                yield write.get();
            }
            case Inviting(Set<String> invited) -> {
                requireGiver(invited);
                invited.forEach(groups::require);
                yield write.get();
            }
            case Leaving(UserRecord user, String group) -> {
                Standing standing = standing(user);
                // What was read may be a moment old, which must not cost the last administrator.
                boolean loses = standing.groups().contains(group) || administrators.isOne(Set.of(group));
                yield loses ? lose(standing, Set.of(group), own, write) : write.get();
            }
            case Disabling(UserRecord user) -> loseAll(standing(user), own, write);
            case Deleting(UserRecord user) -> loseAll(standing(user), own, write);
            case DeletingOneself() ->
                ownStanding()
                        .map(standing -> loseAll(standing, own, write))
                        .orElseGet(() -> lose(unread(), Set.of(), own, write));
            case DeletingGroup(String group) -> {
                if (memberships.hasMembers(group)) {
                    throw new IdentityException(new GroupNotEmpty());
                }
                yield write.get();
            }
        };
    }

    /** The same, for a write without a result. */
    public void run(RoleChange change, boolean own, Runnable write) {
        apply(change, own, () -> {
            write.run();
            return true;
        });
    }

    /** Only administrators give an administrative role, whatever the route allows. */
    private void requireGiver(Collection<String> groups) {
        if (administrators.includesRole(groups) && !administrators.isOne(caller.roles())) {
            throw new ForbiddenException();
        }
    }

    /** Another request may have taken the caller's role while this one waited for the lock. */
    private void requireSession() {
        if (revocations.hasEnded(caller)) {
            throw new IdentityException(new TokenRefused("The session has ended."));
        }
    }

    /** A user, and the groups of that time. */
    private record Standing(UserId user, Set<String> groups, Instant at) {}

    private Standing standing(UserRecord user) {
        Membership membership = memberships.of(user.username());
        return new Standing(new UserId(user.username(), user.userId()), membership.groups(), membership.at());
    }

    /** Empty where it cannot be read, and the token shows that it does not matter. */
    private Optional<Standing> ownStanding() {
        try {
            return Optional.of(standing(users.find(caller.userId())));
        } catch (IdentityException e) {
            if (isUnreadable(e) && !administrators.includesRole(caller.roles())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Standing unread() {
        return new Standing(new UserId(caller.userId(), caller.userId()), caller.roles(), clock.instant());
    }

    private static boolean isUnreadable(IdentityException e) {
        return switch (e.failure()) {
            case NotConfigured _, PermissionMissing _ -> true;
            default -> false;
        };
    }

    private <T> T loseAll(Standing standing, boolean own, Supplier<T> write) {
        return lose(standing, standing.groups(), own, write);
    }

    private <T> T lose(Standing standing, Set<String> lost, boolean own, Supplier<T> write) {
        UserId user = standing.user();
        if (!own && user.userId().equals(caller.userId()) && administrators.includesRole(lost)) {
            throw new IdentityException(new OwnRole());
        }
        try (SessionEnds.Of sessions = ends.of(user, standing.at())) {
            if (!administrators.isOne(lost)) {
                sessions.end();
                return write.get();
            }
            return lock.hold(lease -> {
                administrators.requireAnother(user.username(), lease);
                requireSession();
                sessions.end();
                return write.get();
            });
        }
    }
}
