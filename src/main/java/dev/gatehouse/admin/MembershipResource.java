package dev.gatehouse.admin;

import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.log.LogField;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.jboss.logging.MDC;

/** Endpoints that give a user a role, and take it away. */
@Path("/admin/users")
@RolesAllowed("${gatehouse.admin.role}")
@RunOnVirtualThread
class MembershipResource {
    private final Memberships memberships;

    MembershipResource(Memberships memberships) {
        this.memberships = memberships;
    }

    /** Puts the user into the group. */
    @PUT
    @Path("/{user_id}/groups/{group}")
    @Audited(SecurityEvent.ADMIN_GROUP_JOIN)
    @Limited(Limit.ADMIN)
    public void join(
            @PathParam("user_id") @Pattern(regexp = UserIdForm.PATTERN, message = UserIdForm.MALFORMED) String userId,
            @PathParam("group") @Pattern(regexp = GroupName.FORM, message = GroupName.MALFORMED) String group) {
        MDC.put(LogField.TARGET_USER_ID, userId);
        MDC.put(LogField.GROUP, group);
        memberships.join(userId, group);
    }

    /** Takes the user out of the group, and ends the user's sessions. */
    @DELETE
    @Path("/{user_id}/groups/{group}")
    @Audited(SecurityEvent.ADMIN_GROUP_LEAVE)
    @Limited(Limit.ADMIN)
    public void leave(
            @PathParam("user_id") @Pattern(regexp = UserIdForm.PATTERN, message = UserIdForm.MALFORMED) String userId,
            @PathParam("group") @Pattern(regexp = GroupName.FORM, message = GroupName.MALFORMED) String group,
            @QueryParam("own") boolean own) {
        MDC.put(LogField.TARGET_USER_ID, userId);
        MDC.put(LogField.GROUP, group);
        memberships.leave(userId, group, own);
    }
}
