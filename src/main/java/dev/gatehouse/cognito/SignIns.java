package dev.gatehouse.cognito;

import dev.gatehouse.identity.Challenge;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.UpstreamNonsense;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SignIn;
import dev.gatehouse.identity.Tokens;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/** Reads Cognito's answers to the steps of a sign-in, and refuses those that lack what they must have. */
final class SignIns {
    private SignIns() {}

    static Tokens tokens(@Nullable AuthenticationResultType result) {
        if (result == null || result.accessToken() == null || result.idToken() == null || result.expiresIn() == null) {
            throw new IdentityException(new UpstreamNonsense());
        }
        return new Tokens(
                new Secret(result.accessToken()),
                new Secret(result.idToken()),
                Optional.ofNullable(result.refreshToken()).map(Secret::new),
                result.expiresIn());
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
        if (challenge == null || session == null) {
            throw new IdentityException(new UpstreamNonsense());
        }
        Map<String, String> shown = new TreeMap<>(parameters);
        String realName = shown.remove("USER_ID_FOR_SRP");
        return new SignIn.Challenged(
                new Challenge(challenge, realName == null ? username : realName, new Secret(session), shown));
    }
}
