package dev.gatehouse.role;

import dev.gatehouse.cognito.CognitoMemberships;
import dev.gatehouse.cognito.CognitoMemberships.Member;
import dev.gatehouse.cognito.CognitoMemberships.Members;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.LastAdministrator;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;

/** Who may administer accounts, by the groups of the pool. */
@Singleton
class Administrators {
    private final CognitoMemberships memberships;
    private final String role;
    private final String supportRole;

    Administrators(CognitoMemberships memberships, RoleConfig config) {
        this.memberships = memberships;
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
     * confirmed or kept by another identity provider. Reads pages of members until it finds one.
     *
     * @throws IdentityException {@code LastAdministrator} if the user is the only one
     */
    void requireAnother(String username, RoleLock.Lease lease) {
        boolean isOne = false;
        Optional<String> next = Optional.empty();
        do {
            lease.requireTime();
            Members page = memberships.in(role, next);
            for (Member member : page.members()) {
                boolean isUser = member.username().equals(username);
                if (member.canSignIn() && !isUser) {
                    return;
                }
                isOne |= member.canSignIn() && isUser;
            }
            next = page.next();
        } while (next.isPresent());
        lease.requireTime();
        if (isOne) {
            throw new IdentityException(new LastAdministrator());
        }
    }
}
