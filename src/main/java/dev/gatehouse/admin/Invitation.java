package dev.gatehouse.admin;

import dev.gatehouse.cognito.CognitoAdminAttributes;
import dev.gatehouse.cognito.CognitoMemberships;
import dev.gatehouse.cognito.CognitoUsers;
import dev.gatehouse.cognito.UserRecord;
import dev.gatehouse.identity.EventDetails;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.EmailTaken;
import dev.gatehouse.identity.IdentityFailure.InvitationIncomplete;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.log.LogField;
import dev.gatehouse.role.RoleChange.Inviting;
import dev.gatehouse.role.RoleChanges;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.MDC;

/**
 * Invites people: creates an account with a verified address, to which Cognito mails a temporary password, and puts it into its
 * groups. Cognito has no operation for both; where a later step fails, the same request completes it.
 */
@Singleton
class Invitation {
    private static final String INVITED = "FORCE_CHANGE_PASSWORD";

    private final CognitoUsers users;
    private final CognitoAdminAttributes accounts;
    private final CognitoMemberships memberships;
    private final RoleChanges roles;
    private final EventDetails details;

    Invitation(
            CognitoUsers users,
            CognitoAdminAttributes accounts,
            CognitoMemberships memberships,
            RoleChanges roles,
            EventDetails details) {
        this.users = users;
        this.accounts = accounts;
        this.memberships = memberships;
        this.roles = roles;
        this.details = details;
    }

    /** @throws IdentityException {@code EmailTaken}, {@code GroupUnknown}: nothing was created; {@code InvitationIncomplete} */
    UserResponse of(InviteRequest request) {
        Map<String, String> attributes = request.attributesToSet();
        Set<String> groups = request.groupsToJoin();
        return roles.apply(new Inviting(groups), false, () -> invite(request, attributes, groups));
    }

    private UserResponse invite(InviteRequest request, Map<String, String> attributes, Set<String> groups) {
        UserRecord user;
        Set<String> joined = new TreeSet<>();
        try {
            user = accounts.invite(request.email(), attributes);
        } catch (IdentityException e) {
            user = unfinished(request, attributes, groups, e).orElseThrow(() -> e);
            joined.addAll(memberships.of(user.username()).groups());
            // By the request that created the account.
            details.withhold();
        }
        MDC.put(LogField.TARGET_USER_ID, user.userId());
        for (String group : groups) {
            join(user, group);
            joined.add(group);
        }
        return UserResponse.of(user, joined);
    }

    /** The account that the same request created, if it was not put into all the groups. */
    private Optional<UserRecord> unfinished(
            InviteRequest request, Map<String, String> attributes, Set<String> groups, IdentityException e) {
        if (!(e.failure() instanceof EmailTaken) || groups.isEmpty()) {
            return Optional.empty();
        }
        return users.find(request.email())
                .filter(user -> user.enabled() && user.status().equals(INVITED))
                .filter(user -> user.attributes().entrySet().containsAll(attributes.entrySet()))
                .filter(user -> !memberships.of(user.username()).groups().containsAll(groups));
    }

    private void join(UserRecord user, String group) {
        try {
            memberships.add(user.username(), group);
        } catch (IdentityException e) {
            // There is an account all the same.
            details.also(SecurityEvent.ADMIN_INVITATION);
            throw new IdentityException(new InvitationIncomplete(e.failure()), e);
        }
    }
}
