package dev.gatehouse.login;

import dev.gatehouse.cognito.CognitoLogin;
import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.identity.SessionRoute;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Endpoints for signing in. */
@Path("/auth")
@PermitAll
@RunOnVirtualThread
class LoginResource {
    private final CognitoLogin login;
    private final ChosenMethod chosen;
    private final ChallengeSeal seal;
    private final SignInSteps steps;

    LoginResource(CognitoLogin login, ChosenMethod chosen, ChallengeSeal seal, SignInSteps steps) {
        this.login = login;
        this.chosen = chosen;
        this.seal = seal;
        this.steps = steps;
    }

    @POST
    @Path("/login")
    @Audited(SecurityEvent.SIGN_IN)
    @SessionRoute
    @Limited(Limit.SIGN_IN)
    public LoginResponse login(@Valid @NotNull(message = "is required") LoginRequest request) {
        if (request.method() != null) {
            request.requireNoPassword();
            return chosen.begin(new Choice(request.email(), request.method(), request.client()));
        }
        return request.password() == null
                ? chosen.offer(request.email())
                : steps.response(
                        login.signIn(request.email(), request.password(), request.client()), request.accountKey());
    }

    @POST
    @Path("/challenge")
    @Audited(SecurityEvent.SIGN_IN_CHALLENGE)
    @SessionRoute
    @Limited(Limit.CHALLENGE)
    public LoginResponse challenge(@Valid @NotNull(message = "is required") ChallengeRequest request) {
        return steps.answer(seal.open(request.challengeToken()), request.answers(), request.client());
    }
}
