package dev.gatehouse.login;

import dev.gatehouse.cognito.CognitoLogin;
import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.identity.SignIn;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;

/** Endpoints for signing in. */
@Path("/auth")
@PermitAll
@RunOnVirtualThread
class LoginResource {
    private final CognitoLogin login;
    private final ChallengeSeal seal;
    private final NextStep nextStep;
    private final NewSession newSession;

    LoginResource(CognitoLogin login, ChallengeSeal seal, NextStep nextStep, NewSession newSession) {
        this.login = login;
        this.nextStep = nextStep;
        this.seal = seal;
        this.newSession = newSession;
    }

    @POST
    @Path("/login")
    @Audited(SecurityEvent.SIGN_IN)
    @Limited(Limit.SIGN_IN)
    public LoginResponse login(@Valid @NotNull(message = "is required") LoginRequest request) {
        return response(login.signIn(request.email(), request.password(), request.client()), request.accountKey());
    }

    @POST
    @Path("/challenge")
    @Audited(SecurityEvent.SIGN_IN_CHALLENGE)
    @Limited(Limit.CHALLENGE)
    public LoginResponse challenge(@Valid @NotNull(message = "is required") ChallengeRequest request) {
        OpenChallenge open = seal.open(request.challengeToken());
        Map<String, Secret> answers =
                ChallengeAnswers.forCognito(open.challenge().name(), request.answers());
        return response(nextStep.answer(open, answers, request.client()), open.account());
    }

    private LoginResponse response(SignIn outcome, String account) {
        return switch (outcome) {
            case SignIn.SignedIn signedIn -> {
                newSession.record(signedIn.tokens().accessToken());
                yield new LoginResponse.SignedInResponse(signedIn.tokens());
            }
            case SignIn.Challenged challenged ->
                new LoginResponse.ChallengeResponse(seal.seal(challenged.challenge(), account));
        };
    }
}
