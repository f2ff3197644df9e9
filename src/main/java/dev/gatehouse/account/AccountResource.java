package dev.gatehouse.account;

import dev.gatehouse.cognito.CognitoAccount;
import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.Profiles;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.revocation.Revocations;
import io.quarkus.arc.ClientProxy;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Endpoints for the caller's own account. */
@Path("/auth")
@Authenticated
class AccountResource {
    private final CognitoAccount account;
    private final Profiles profiles;
    private final Revocations revocations;
    private final Caller caller;

    AccountResource(CognitoAccount account, Profiles profiles, Revocations revocations, Caller caller) {
        this.account = account;
        this.profiles = profiles;
        this.revocations = revocations;
        this.caller = caller;
    }

    @GET
    @Path("/me")
    public CompletionStage<MeResponse> me() {
        // Unwrapped, because the CDI proxy needs the request context, which may have ended when the profile arrives.
        Caller known = ClientProxy.unwrap(caller);
        return profiles.of(known).thenApply(profile -> MeResponse.of(known, profile));
    }

    @POST
    @Path("/change-password")
    @RunOnVirtualThread
    @Audited(SecurityEvent.PASSWORD_CHANGE)
    @Limited(Limit.PASSWORD_CHANGE)
    public void changePassword(@Valid @NotNull(message = "is required") ChangePasswordRequest request) {
        Instant changedAt =
                account.changePassword(caller.accessToken(), request.currentPassword(), request.newPassword());
        if (revocations.endSessionsOnNewPassword()) {
            // Cognito can end all sessions or one, not all but one.
            revocations.revokeOthers(caller, changedAt);
        }
    }
}
