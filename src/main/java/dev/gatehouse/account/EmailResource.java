package dev.gatehouse.account;

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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Endpoints for the caller's email address. */
@Path("/auth/me/email")
@Authenticated
@RunOnVirtualThread
class EmailResource {
    private final EmailChange change;
    private final Caller caller;

    EmailResource(EmailChange change, Caller caller) {
        this.change = change;
        this.caller = caller;
    }

    @POST
    @FreshSignIn
    @Audited(SecurityEvent.EMAIL_CHANGE_REQUEST)
    @Limited(Limit.EMAIL_CHANGE)
    public void change(@Valid @NotNull(message = "is required") EmailChangeRequest request) {
        change.request(caller, request.email());
    }

    @POST
    @Path("/verify")
    @FreshSignIn
    @Audited(SecurityEvent.EMAIL_CHANGE)
    @Limited(Limit.EMAIL_CHANGE_VERIFY)
    public void verify(@Valid @NotNull(message = "is required") EmailVerificationRequest request) {
        change.verify(caller, request.code());
    }
}
