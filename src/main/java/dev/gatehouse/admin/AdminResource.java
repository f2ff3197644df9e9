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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jboss.logging.MDC;

/** Endpoints for administrators, on other users' accounts. */
@Path("/admin/users")
@RolesAllowed("${gatehouse.admin.role}")
@RunOnVirtualThread
class AdminResource {
    private final AdminSignOut signOut;
    private final FactorRemoval factorRemoval;

    AdminResource(AdminSignOut signOut, FactorRemoval factorRemoval) {
        this.signOut = signOut;
        this.factorRemoval = factorRemoval;
    }

    /** Ends all sessions of the user, at Cognito and here. */
    @POST
    @Path("/{user_id}/logout")
    @Audited(SecurityEvent.ADMIN_SIGN_OUT)
    @Limited(Limit.ADMIN)
    public void logout(
            @PathParam("user_id") @Pattern(regexp = UserIdForm.PATTERN, message = UserIdForm.MALFORMED) String userId) {
        MDC.put(LogField.TARGET_USER_ID, userId);
        signOut.everywhere(userId);
    }

    /** Removes the user's second factors and ends all sessions, for somebody who lost a factor. */
    @DELETE
    @Path("/{user_id}/mfa")
    @Audited(SecurityEvent.ADMIN_FACTOR_REMOVAL)
    @Limited(Limit.ADMIN)
    public RemovedFactorsResponse removeFactors(
            @PathParam("user_id") @Pattern(regexp = UserIdForm.PATTERN, message = UserIdForm.MALFORMED) String userId) {
        MDC.put(LogField.TARGET_USER_ID, userId);
        return factorRemoval.of(userId);
    }
}
