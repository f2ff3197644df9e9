package dev.gatehouse.account;

import dev.gatehouse.cognito.CognitoAccount;
import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.Profiles;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.identity.SessionRoute;
import dev.gatehouse.revocation.Revocations;
import dev.gatehouse.token.FreshSignIn;
import io.quarkus.arc.ClientProxy;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Endpoints for the caller's own account. */
@Path("/auth")
@Authenticated
class AccountResource {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final CognitoAccount account;
    private final Profiles profiles;
    private final ProfileChange profileChange;
    private final AccountDeletion deletion;
    private final Revocations revocations;
    private final Caller caller;

    AccountResource(
            CognitoAccount account,
            Profiles profiles,
            ProfileChange profileChange,
            AccountDeletion deletion,
            Revocations revocations,
            Caller caller) {
        this.account = account;
        this.profiles = profiles;
        this.profileChange = profileChange;
        this.deletion = deletion;
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

    @PATCH
    @Path("/me")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @RunOnVirtualThread
    @Audited(SecurityEvent.PROFILE_CHANGE)
    @Limited(Limit.PROFILE_CHANGE)
    public void change(@NotNull(message = "is required") ProfileChangeRequest request) {
        profileChange.apply(caller, request.value());
    }

    @DELETE
    @Path("/me")
    @RunOnVirtualThread
    @FreshSignIn
    @Audited(SecurityEvent.ACCOUNT_DELETION)
    @SessionRoute(ends = true)
    @Limited(Limit.PROFILE_CHANGE)
    public void delete(
            @QueryParam("own") @DefaultValue("false") @Pattern(regexp = "true|false", message = "must be true or false")
                    String own) {
        deletion.delete(caller, Boolean.parseBoolean(own));
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
