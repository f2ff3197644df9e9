package dev.gatehouse.admin;

import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.log.LogField;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.logging.MDC;

/** Endpoints for administrators, on one account. */
@Path("/admin/users")
@RolesAllowed("${gatehouse.admin.role}")
@RunOnVirtualThread
class UserResource {
    private final UserChanges changes;
    private final UserStates states;

    UserResource(UserChanges changes, UserStates states) {
        this.changes = changes;
        this.states = states;
    }

    @GET
    @Path("/{user_id}")
    @RolesAllowed({"${gatehouse.admin.role}", "${gatehouse.admin.support-role}"})
    @Limited(Limit.ADMIN)
    public UserResponse read(
            @PathParam("user_id") @Pattern(regexp = UserIdForm.PATTERN, message = UserIdForm.MALFORMED) String userId) {
        return changes.read(userId);
    }

    @PATCH
    @Path("/{user_id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Audited(SecurityEvent.ADMIN_PROFILE_CHANGE)
    @Limited(Limit.ADMIN)
    public void change(
            @PathParam("user_id") @Pattern(regexp = UserIdForm.PATTERN, message = UserIdForm.MALFORMED) String userId,
            @Valid @NotNull(message = "is required") ChangeUserRequest request) {
        MDC.put(LogField.TARGET_USER_ID, userId);
        changes.change(userId, request);
    }

    @DELETE
    @Path("/{user_id}")
    @Audited(SecurityEvent.ADMIN_DELETION)
    @Limited(Limit.ADMIN)
    public void delete(
            @PathParam("user_id") @Pattern(regexp = UserIdForm.PATTERN, message = UserIdForm.MALFORMED) String userId,
            @QueryParam("own") boolean own) {
        MDC.put(LogField.TARGET_USER_ID, userId);
        changes.delete(userId, own);
    }

    @POST
    @Path("/{user_id}/disable")
    @Audited(SecurityEvent.ADMIN_DISABLE)
    @Limited(Limit.ADMIN)
    public void disable(
            @PathParam("user_id") @Pattern(regexp = UserIdForm.PATTERN, message = UserIdForm.MALFORMED) String userId,
            @QueryParam("own") boolean own) {
        MDC.put(LogField.TARGET_USER_ID, userId);
        states.disable(userId, own);
    }

    @POST
    @Path("/{user_id}/enable")
    @Audited(SecurityEvent.ADMIN_ENABLE)
    @Limited(Limit.ADMIN)
    public void enable(
            @PathParam("user_id") @Pattern(regexp = UserIdForm.PATTERN, message = UserIdForm.MALFORMED) String userId) {
        MDC.put(LogField.TARGET_USER_ID, userId);
        states.enable(userId);
    }

    @POST
    @Path("/{user_id}/reset-password")
    @Audited(SecurityEvent.ADMIN_PASSWORD_RESET)
    @Limited(Limit.ADMIN)
    public void resetPassword(
            @PathParam("user_id") @Pattern(regexp = UserIdForm.PATTERN, message = UserIdForm.MALFORMED) String userId,
            @QueryParam("own") boolean own) {
        MDC.put(LogField.TARGET_USER_ID, userId);
        states.resetPassword(userId, own);
    }

    @POST
    @Path("/{user_id}/resend-invitation")
    @Audited(SecurityEvent.ADMIN_INVITATION_RENEWAL)
    @Limited(Limit.ADMIN)
    public void resendInvitation(
            @PathParam("user_id") @Pattern(regexp = UserIdForm.PATTERN, message = UserIdForm.MALFORMED) String userId) {
        MDC.put(LogField.TARGET_USER_ID, userId);
        states.resendInvitation(userId);
    }

    @POST
    @Path("/{user_id}/confirm")
    @Audited(SecurityEvent.ADMIN_CONFIRMATION)
    @Limited(Limit.ADMIN)
    public void confirm(
            @PathParam("user_id") @Pattern(regexp = UserIdForm.PATTERN, message = UserIdForm.MALFORMED) String userId) {
        MDC.put(LogField.TARGET_USER_ID, userId);
        states.confirm(userId);
    }
}
