package dev.gatehouse.cognito;

import dev.gatehouse.identity.SignIn;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthRequest;

/** The first call of a sign-in (InitiateAuth), by any flow. */
@Singleton
class SignInStart {
    private final CognitoGateway cognito;
    private final AppClient app;

    SignInStart(CognitoGateway cognito, AppClient app) {
        this.cognito = cognito;
        this.app = app;
    }

    /** @param parameters those of the flow, without the username and its hash */
    SignIn call(AuthFlowType flow, String username, Map<String, String> parameters, UserContext.Values sent) {
        Map<String, String> all = new HashMap<>(parameters);
        all.putAll(app.named(username));
        InitiateAuthRequest request = InitiateAuthRequest.builder()
                .clientId(app.id())
                .userContextData(sent.data())
                .clientMetadata(sent.metadata())
                .authFlow(flow)
                .authParameters(all)
                .build();
        return cognito.call(
                CognitoOperation.INITIATE_AUTH,
                Use.of(CognitoOperation.INITIATE_AUTH),
                SignIn.class,
                sdk -> sdk.initiateAuth(request),
                response -> SignIns.outcome(
                        response.authenticationResult(),
                        response.challengeNameAsString(),
                        response.session(),
                        response.challengeParameters(),
                        username));
    }
}
