package dev.gatehouse.session;

import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.identity.SessionRoute;
import dev.gatehouse.session.RefreshResponse.RefreshedResponse;
import dev.gatehouse.token.OptionalCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints for refreshing and signing out. */
@Path("/auth")
@PermitAll
@RunOnVirtualThread
class SessionResource {
    private final Refresh refresh;
    private final SignOut signOut;
    private final OptionalCaller caller;

    SessionResource(Refresh refresh, SignOut signOut, OptionalCaller caller) {
        this.refresh = refresh;
        this.signOut = signOut;
        this.caller = caller;
    }

    @POST
    @Path("/refresh")
    @Audited(SecurityEvent.REFRESH)
    @SessionRoute
    @Limited(Limit.REFRESH)
    public RefreshResponse refresh(@Valid @NotNull(message = "is required") RefreshRequest request) {
        return new RefreshedResponse(refresh.exchange(request.requiredToken(), request.client()));
    }

    /** Takes a bearer token, a refresh token, or both. With a refresh token an expired bearer token is ignored. */
    @POST
    @Path("/logout")
    @Audited(SecurityEvent.SIGN_OUT)
    @SessionRoute(ends = true)
    @Limited(Limit.LOGOUT)
    public void logout(@Nullable @Valid LogoutRequest request) {
        LogoutRequest options = request == null ? LogoutRequest.THIS_SESSION : request;
        Secret refreshToken = options.refreshToken();
        if (refreshToken == null) {
            logout(caller.required(), null, options.everywhere());
            return;
        }
        Optional<Caller> bearer = caller.ifValid();
        if (bearer.isPresent()) {
            logout(bearer.get(), refreshToken, options.everywhere());
        } else {
            signOut.endByRefreshToken(refreshToken, options.everywhere());
        }
    }

    private void logout(Caller bearer, @Nullable Secret refreshToken, boolean everywhere) {
        if (everywhere) {
            signOut.endEverywhere(bearer);
        } else {
            signOut.end(bearer, refreshToken);
        }
    }
}
