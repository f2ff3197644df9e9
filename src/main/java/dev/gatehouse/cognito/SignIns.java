package dev.gatehouse.cognito;

import static dev.gatehouse.cognito.IncompleteAnswer.require;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SignIn;
import dev.gatehouse.identity.Tokens;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/** Reads Cognito's answers to the steps of a sign-in, and refuses incomplete ones. */
final class SignIns {
    private SignIns() {}

    static Tokens tokens(@Nullable AuthenticationResultType answer) {
        AuthenticationResultType result = require("AuthenticationResult", answer);
        return new Tokens(
                new Secret(require("AccessToken", result.accessToken())),
                new Secret(require("IdToken", result.idToken())),
                Optional.ofNullable(result.refreshToken()).map(Secret::new),
                require("ExpiresIn", result.expiresIn()));
    }

    static SignIn outcome(
            @Nullable AuthenticationResultType result,
            @Nullable String challenge,
            @Nullable String session,
            Map<String, String> parameters,
            String username) {
        if (result != null) {
            return new SignIn.SignedIn(tokens(result));
        }
        String name = require("ChallengeName", challenge);
        Secret proof = new Secret(require("Session", session));
        Map<String, String> shown = new TreeMap<>(parameters);
        String realName = shown.remove("USER_ID_FOR_SRP");
        return new SignIn.Challenged(new Challenge(name, realName == null ? username : realName, proof, shown));
    }
}
