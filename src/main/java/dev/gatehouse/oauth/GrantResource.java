package dev.gatehouse.oauth;

import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.SecurityEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The endpoint at which API clients exchange a grant for tokens. */
@Path("/auth/oauth")
@PermitAll
@RunOnVirtualThread
class GrantResource {
    private final Grants grants;

    GrantResource(Grants grants) {
        this.grants = grants;
    }

    @POST
    @Path("/token")
    @Audited(SecurityEvent.SIGN_IN)
    @Limited(Limit.OAUTH_SIGN_IN)
    public GrantResponse token(@Valid @NotNull(message = "is required") GrantRequest request) {
        return new GrantResponse(grants.exchange(request));
    }
}
