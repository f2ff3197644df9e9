package dev.gatehouse.mfa;

import dev.gatehouse.cognito.CognitoPasskeys;
import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.token.FreshSignIn;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Endpoints for the caller's own passkeys. */
@Path("/auth/passkeys")
@Authenticated
@RunOnVirtualThread
class PasskeyResource {
    private static final int CREATED = 201;

    private final CognitoPasskeys passkeys;
    private final Caller caller;

    PasskeyResource(CognitoPasskeys passkeys, Caller caller) {
        this.passkeys = passkeys;
        this.caller = caller;
    }

    @POST
    @Path("/options")
    @FreshSignIn
    @Audited(SecurityEvent.PASSKEY_SETUP)
    @Limited(Limit.FACTOR_CHANGE)
    public PasskeyOptions options() {
        return new PasskeyOptions(passkeys.begin(caller.accessToken()));
    }

    @POST
    @ResponseStatus(CREATED)
    @FreshSignIn
    @Audited(SecurityEvent.PASSKEY_REGISTRATION)
    @Limited(Limit.FACTOR_CHANGE)
    public void register(@NotNull(message = "is required") PasskeyCredential credential) {
        passkeys.register(caller.accessToken(), credential.checked());
    }

    @GET
    @Limited(Limit.FACTORS)
    public PasskeysResponse passkeys() {
        return new PasskeysResponse(passkeys.list(caller.accessToken()));
    }

    @DELETE
    @Path("/{id}")
    @FreshSignIn
    @Audited(SecurityEvent.PASSKEY_REMOVAL)
    @Limited(Limit.FACTOR_CHANGE)
    public void remove(
            @PathParam("id") @Pattern(regexp = "[A-Za-z0-9_-]{1,1400}", message = "must be a credential id")
                    String id) {
        passkeys.remove(caller.accessToken(), id);
    }
}
