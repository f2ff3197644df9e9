package dev.gatehouse.role;

import dev.gatehouse.cognito.UserRecord;
import java.util.Set;

/** A request that gives somebody a role, or takes one away. */
public sealed interface RoleChange {

    /** The user joins a group. */
    record Joining(UserRecord user, String group) implements RoleChange {}

    /** The user leaves a group; without effect on sessions if the user is not in it. */
    record Leaving(UserRecord user, String group) implements RoleChange {}

    /** The user can no longer sign in: the account is disabled, or its password is reset. Every role is lost for now. */
    record Disabling(UserRecord user) implements RoleChange {}

    /** An administrator deletes the account. */
    record Deleting(UserRecord user) implements RoleChange {}

    /**
     * The caller deletes the own account. Its groups are read by AWS credentials (IAM); without them, only those may do it
     * whose token has neither administrative role.
     */
    record DeletingOneself() implements RoleChange {}

    /** A group is deleted. It must have no members. */
    record DeletingGroup(String group) implements RoleChange {}

    /** Somebody is invited, into these groups. All of them must exist. */
    record Inviting(Set<String> groups) implements RoleChange {
        public Inviting {
            groups = Set.copyOf(groups);
        }
    }
}
