package dev.gatehouse.admin;

import dev.gatehouse.cognito.CognitoMemberships;
import dev.gatehouse.cognito.CognitoUsers;
import dev.gatehouse.cognito.UserRecord;
import dev.gatehouse.role.RoleChange.Joining;
import dev.gatehouse.role.RoleChange.Leaving;
import dev.gatehouse.role.RoleChanges;
import jakarta.inject.Singleton;

/** Who is in which group. */
@Singleton
class Memberships {
    private final CognitoUsers users;
    private final CognitoMemberships memberships;
    private final RoleChanges roles;

    Memberships(CognitoUsers users, CognitoMemberships memberships, RoleChanges roles) {
        this.users = users;
        this.memberships = memberships;
        this.roles = roles;
    }

    void join(String userId, String group) {
        UserRecord user = users.find(userId);
        roles.run(new Joining(user, group), false, () -> memberships.add(user.username(), group));
    }

    /** @param own whether callers agree to lose a role of their own */
    void leave(String userId, String group, boolean own) {
        UserRecord user = users.find(userId);
        roles.run(new Leaving(user, group), own, () -> memberships.remove(user.username(), group));
    }
}
