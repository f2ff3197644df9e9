package dev.gatehouse.login;

import dev.gatehouse.cognito.CognitoLogin;
import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.SignIn;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** From a verified account to tokens. */
@Path("/auth")
@PermitAll
@RunOnVirtualThread
class LoginResource {
    private final CognitoLogin login;
    private final ChallengeSeal seal;

    LoginResource(CognitoLogin login, ChallengeSeal seal) {
        this.login = login;
        this.seal = seal;
    }

    @POST
    @Path("/login")
    public LoginResponse login(@Valid @NotNull(message = "is required") LoginRequest request) {
        return response(login.signIn(request.email(), request.password()));
    }

    @POST
    @Path("/challenge")
    public LoginResponse challenge(@Valid @NotNull(message = "is required") ChallengeRequest request) {
        Challenge challenge = seal.open(request.challengeToken());
        return response(login.answer(challenge, ChallengeAnswers.forCognito(challenge.name(), request.answers())));
    }

    private LoginResponse response(SignIn outcome) {
        return switch (outcome) {
            case SignIn.SignedIn signedIn -> new LoginResponse.SignedInResponse(signedIn.tokens());
            case SignIn.Challenged challenged -> new LoginResponse.ChallengeResponse(seal.seal(challenged.challenge()));
        };
    }
}
