package dev.gatehouse.registration;

import dev.gatehouse.cognito.CognitoRegistration;
import dev.gatehouse.cognito.CognitoVerification;
import dev.gatehouse.cognito.Registered;
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
import org.jboss.resteasy.reactive.ResponseStatus;

/** Endpoints for registration and email verification. */
@Path("/auth")
@PermitAll
@RunOnVirtualThread
class RegistrationResource {
    private final CognitoRegistration registration;
    private final CognitoVerification verification;
    private final RegistrationSeal seal;
    private final EventDetails details;

    RegistrationResource(
            CognitoRegistration registration,
            CognitoVerification verification,
            RegistrationSeal seal,
            EventDetails details) {
        this.registration = registration;
        this.verification = verification;
        this.seal = seal;
        this.details = details;
    }

    @POST
    @Path("/register")
    @Audited(SecurityEvent.REGISTRATION)
    @Limited(Limit.REGISTER)
    @ResponseStatus(202)
    public RegisterResponse register(@Valid @NotNull(message = "is required") RegisterRequest request) {
        Registered registered =
                registration.register(request.email(), request.password(), request.attributes(), request.client());
        details.user(registered.account());
        details.email(request.email());
        return new RegisterResponse(registered.delivery(), seal.seal(request.email(), registered));
    }

    @POST
    @Path("/verify")
    @Audited(SecurityEvent.EMAIL_VERIFICATION)
    @Limited(Limit.VERIFY)
    public void verify(@Valid @NotNull(message = "is required") VerifyRequest request) {
        details.email(request.email());
        verification.verify(
                request.email(),
                request.code(),
                request.token().flatMap(token -> seal.open(request.email(), token)),
                request.client());
    }

    @POST
    @Path("/resend-code")
    @Audited(SecurityEvent.EMAIL_VERIFICATION_REQUEST)
    @Limited(Limit.RESEND)
    @ResponseStatus(202)
    public ResendCodeResponse resendCode(@Valid @NotNull(message = "is required") ResendCodeRequest request) {
        return new ResendCodeResponse(verification.resendCode(request.email(), request.client()));
    }
}
