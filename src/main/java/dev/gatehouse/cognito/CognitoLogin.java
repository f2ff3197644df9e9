package dev.gatehouse.cognito;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.ClientContext;
import dev.gatehouse.identity.Email;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.*;
import dev.gatehouse.identity.IdentityFailure.TooManyAttempts;
import dev.gatehouse.identity.Password;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SignIn;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeRequest;

/** Sign-in with a password, and the challenges that Cognito may require. */
@Singleton
public class CognitoLogin {
    private final CognitoGateway cognito;
    private final SignInStart start;
    private final AppClient app;
    private final UserContext context;
    private final Concealment concealment;

    CognitoLogin(
            CognitoGateway cognito, SignInStart start, AppClient app, UserContext context, Concealment concealment) {
        this.cognito = cognito;
        this.start = start;
        this.app = app;
        this.context = context;
        this.concealment = concealment;
    }

    /**
     * The first step. With account concealment every refusal is {@code InvalidCredentials}: Cognito reports an unverified
     * account or a reset password before it checks the password, and locks out only accounts that exist (user enumeration).
     */
    public SignIn signIn(Email email, Password password, ClientContext client) {
        return concealed(() -> start.call(
                AuthFlowType.USER_PASSWORD_AUTH,
                email.value(),
                Map.of("PASSWORD", password.value()),
                context.of(client)));
    }

    /** Answers a challenge. The keys of the answers are Cognito's names, such as {@code NEW_PASSWORD}. */
    public SignIn answer(Challenge challenge, Map<String, Secret> answers, ClientContext client) {
        UserContext.Values sent = context.of(client);
        Map<String, String> responses = new HashMap<>(app.named(challenge.username()));
        answers.forEach((name, answer) -> responses.put(name, answer.value()));
        RespondToAuthChallengeRequest request = RespondToAuthChallengeRequest.builder()
                .clientId(app.id())
                .userContextData(sent.data())
                .clientMetadata(sent.metadata())
                .challengeName(challenge.name())
                .session(challenge.session().value())
                .challengeResponses(responses)
                .build();
        return concealed(() -> cognito.call(
                CognitoOperation.RESPOND_TO_AUTH_CHALLENGE,
                Use.of(CognitoOperation.RESPOND_TO_AUTH_CHALLENGE),
                SignIn.class,
                sdk -> sdk.respondToAuthChallenge(request),
                response -> SignIns.outcome(
                        response.authenticationResult(),
                        response.challengeNameAsString(),
                        response.session(),
                        response.challengeParameters(),
                        challenge.username())));
    }

    private <T> T concealed(java.util.function.Supplier<T> call) {
        return concealment.replace(CognitoLogin::revealsAccount, new InvalidCredentials(), call);
    }

    private static boolean revealsAccount(IdentityFailure failure) {
        return failure instanceof EmailNotVerified
                || failure instanceof PasswordResetRequired
                || failure instanceof TooManyAttempts
                || failure instanceof RefusedByPool;
    }
}
