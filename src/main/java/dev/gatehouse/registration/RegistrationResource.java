package dev.gatehouse.registration;

import dev.gatehouse.cognito.CognitoRegistration;
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
import org.jboss.resteasy.reactive.ResponseStatus;

/** From a stranger to a verified account. */
@Path("/auth")
@PermitAll
@RunOnVirtualThread
class RegistrationResource {
    private final CognitoRegistration registration;

    RegistrationResource(CognitoRegistration registration) {
        this.registration = registration;
    }

    @POST
    @Path("/register")
    @Audited(SecurityEvent.REGISTRATION)
    @Limited(Limit.REGISTER)
    @ResponseStatus(202)
    public RegisterResponse register(@Valid @NotNull(message = "is required") RegisterRequest request) {
        return new RegisterResponse(registration.register(request.email(), request.password(), request.attributes()));
    }

    @POST
    @Path("/verify")
    @Audited(SecurityEvent.EMAIL_VERIFICATION)
    @Limited(Limit.VERIFY)
    public void verify(@Valid @NotNull(message = "is required") VerifyRequest request) {
        registration.verify(request.email(), request.code());
    }

    @POST
    @Path("/resend-code")
    @Audited(SecurityEvent.EMAIL_VERIFICATION_REQUEST)
    @Limited(Limit.RESEND)
    @ResponseStatus(202)
    public RegisterResponse resendCode(@Valid @NotNull(message = "is required") ResendCodeRequest request) {
        return new RegisterResponse(registration.resendCode(request.email()));
    }
}
