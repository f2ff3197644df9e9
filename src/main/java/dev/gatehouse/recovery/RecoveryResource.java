package dev.gatehouse.recovery;

import dev.gatehouse.cognito.CognitoRecovery;
import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.EventDetails;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.SecurityEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Endpoints for the reset of a forgotten password. */
@Path("/auth")
@PermitAll
@RunOnVirtualThread
class RecoveryResource {
    private final CognitoRecovery recovery;
    private final OlderSessions olderSessions;
    private final EventDetails details;

    RecoveryResource(CognitoRecovery recovery, OlderSessions olderSessions, EventDetails details) {
        this.recovery = recovery;
        this.olderSessions = olderSessions;
        this.details = details;
    }

    @POST
    @Path("/forgot-password")
    @Audited(SecurityEvent.PASSWORD_RESET_REQUEST)
    @Limited(Limit.FORGOT)
    @ResponseStatus(202)
    public ForgotPasswordResponse forgotPassword(
            @Valid @NotNull(message = "is required") ForgotPasswordRequest request) {
        return new ForgotPasswordResponse(recovery.forgotPassword(request.email(), request.client()));
    }

    @POST
    @Path("/reset-password")
    @Audited(SecurityEvent.PASSWORD_RESET)
    @Limited(Limit.RESET)
    public void resetPassword(@Valid @NotNull(message = "is required") ResetPasswordRequest request) {
        details.email(request.email());
        Instant resetAt =
                recovery.resetPassword(request.email(), request.code(), request.newPassword(), request.client());
        olderSessions.end(request.email(), request.newPassword(), resetAt, request.client());
    }
}
