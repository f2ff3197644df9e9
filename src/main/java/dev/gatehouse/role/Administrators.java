package dev.gatehouse.role;

import dev.gatehouse.cognito.CognitoMemberships;
import dev.gatehouse.cognito.CognitoMemberships.Member;
import dev.gatehouse.cognito.CognitoMemberships.Members;
import dev.gatehouse.cognito.CognitoUsers;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.LastAdministrator;
import dev.gatehouse.identity.IdentityFailure.UserUnknown;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Who may administer accounts, by the groups of the pool. */
@Singleton
class Administrators {
    private final CognitoMemberships memberships;
    private final CognitoUsers users;
    private final String role;
    private final String supportRole;

    Administrators(CognitoMemberships memberships, CognitoUsers users, RoleConfig config) {
        this.memberships = memberships;
        this.users = users;
        this.role = config.role();
        this.supportRole = config.supportRole();
    }

    /** Whether a member of these groups is an administrator. */
    boolean isOne(Collection<String> groups) {
        return groups.contains(role);
    }

    /** Whether an administrative role is among these groups: that of administrators, or that of those who only read. */
    boolean includesRole(Collection<String> groups) {
        return isOne(groups) || groups.contains(supportRole);
    }

    /**
     * Checks that an administrator is left without this user. Only those count who can sign in: whose account is enabled, and
     * confirmed or kept by another identity provider. Reads pages of members until it finds one, and then that account: a list
     * may be a moment old.
     *
     * @throws IdentityException {@code LastAdministrator} if the user is the only one
     */
    void requireAnother(String username, RoleLock.Lease lease) {
        Optional<String> next = Optional.empty();
        do {
            lease.requireTime();
            Members page = memberships.in(role, next);
            for (Member member : page.members()) {
                if (member.canSignIn() && !member.username().equals(username) && isAdministrator(member.username())) {
                    lease.requireTime();
                    return;
                }
            }
            next = page.next();
        } while (next.isPresent());
        if (isAdministrator(username)) {
            throw new IdentityException(new LastAdministrator());
        }
        lease.requireTime();
    }

    private boolean isAdministrator(String username) {
        return users.canSignIn(username) && isOne(groupsOf(username));
    }

    private Set<String> groupsOf(String username) {
        try {
            return memberships.of(username).groups();
        } catch (IdentityException e) {
            if (e.failure() instanceof UserUnknown) {
                return Set.of();
            }
            throw e;
        }
    }
}
