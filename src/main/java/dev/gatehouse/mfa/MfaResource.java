package dev.gatehouse.mfa;

import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.token.FreshSignIn;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** Endpoints for the caller's own second factors. */
@Path("/auth/mfa")
@Authenticated
@RunOnVirtualThread
class MfaResource {
    private final OwnFactors factors;
    private final Caller caller;

    MfaResource(OwnFactors factors, Caller caller) {
        this.factors = factors;
        this.caller = caller;
    }

    @GET
    @Limited(Limit.FACTORS)
    public MfaResponse factors() {
        return factors.of(caller);
    }

    @POST
    @Path("/totp")
    @FreshSignIn
    @Audited(SecurityEvent.FACTOR_SETUP)
    @Limited(Limit.FACTOR_CHANGE)
    public TotpSetupResponse beginTotp() {
        return factors.beginTotp(caller);
    }

    @POST
    @Path("/totp/confirm")
    @FreshSignIn
    @Audited(SecurityEvent.FACTOR_ENROLLMENT)
    @Limited(Limit.FACTOR_CHANGE)
    public void confirmTotp(@Valid @NotNull(message = "is required") ConfirmTotpRequest request) {
        factors.confirmTotp(caller, request);
    }

    @DELETE
    @Path("/totp")
    @FreshSignIn
    @Audited(SecurityEvent.FACTOR_REMOVAL)
    @Limited(Limit.FACTOR_CHANGE)
    public void removeTotp() {
        factors.removeTotp(caller);
    }

    @PUT
    @Path("/preferred")
    @FreshSignIn
    @Audited(SecurityEvent.FACTOR_PREFERENCE)
    @Limited(Limit.FACTOR_CHANGE)
    public void prefer(@Valid @NotNull(message = "is required") PreferredFactorRequest request) {
        factors.prefer(caller, request.type());
    }
}
