package dev.gatehouse.admin;

import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.log.LogField;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.logging.MDC;

/** Endpoints for administrators, on other users' accounts. */
@Path("/admin/users/{user_id}")
@RolesAllowed("${gatehouse.admin.role}")
@RunOnVirtualThread
class AdminResource {
    private final AdminSignOut signOut;

    AdminResource(AdminSignOut signOut) {
        this.signOut = signOut;
    }

    /** Ends all sessions of the user, at Cognito and here. */
    @POST
    @Path("/logout")
    @Audited(SecurityEvent.ADMIN_SIGN_OUT)
    @Limited(Limit.ADMIN)
    public void logout(
            @jakarta.ws.rs.PathParam("user_id") @Pattern(regexp = "[A-Za-z0-9_-]{1,128}", message = "must be a user id")
                    String userId) {
        MDC.put(LogField.TARGET_USER_ID, userId);
        signOut.everywhere(userId);
    }
}
