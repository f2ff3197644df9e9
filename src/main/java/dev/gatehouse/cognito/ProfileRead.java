package dev.gatehouse.cognito;

import dev.gatehouse.identity.Caller;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.Profile;
import dev.gatehouse.identity.ProfileAttributes;
import dev.gatehouse.identity.Secret;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;

/**
 * Reads the caller's profile by GetUser, or from the domain if the token lacks the scope for that. A bean of its own, so that the
 * rate limit applies to cache misses only.
 */
@Singleton
class ProfileRead {
    /** With these, userInfo tells the email address. */
    private static final Set<String> SCOPES = Set.of("openid", "email");

    private final CognitoGateway cognito;
    private final CognitoDomain domain;
    private final ProfileAttributes listed;

    ProfileRead(CognitoGateway cognito, CognitoDomain domain, ProfileAttributes listed) {
        this.cognito = cognito;
        this.domain = domain;
        this.listed = listed;
    }

    /** Whether Cognito tells the profile to a token of these scopes: GetUser, or else the domain's userInfo. */
    boolean isAllowedTo(Caller caller) {
        return SelfService.isAllowedTo(caller)
                || (domain.isKnown() && caller.scopes().containsAll(SCOPES));
    }

    @Limited(Limit.PROFILE)
    Profile of(Caller caller) {
        return unlimited(caller);
    }

    /** The caller's rate limit does not apply: only the bound on calls to Cognito does. */
    Profile unlimited(Caller caller) {
        Secret accessToken = caller.accessToken();
        if (!SelfService.isAllowedTo(caller)) {
            return domain.profile(accessToken);
        }
        GetUserRequest request =
                GetUserRequest.builder().accessToken(accessToken.value()).build();
        return cognito.call(
                CognitoOperation.GET_USER,
                Use.of(CognitoOperation.GET_USER),
                Profile.class,
                client -> client.getUser(request),
                this::profile);
    }

    private Profile profile(GetUserResponse user) {
        if (!user.hasUserAttributes()) {
            throw new IncompleteAnswer("UserAttributes");
        }
        Map<String, String> attributes = OwnAccount.attributes(user);
        Map<String, String> shown = new HashMap<>(attributes);
        shown.keySet().retainAll(listed.names());
        return new Profile(
                attributes.getOrDefault("email", ""),
                Boolean.parseBoolean(attributes.getOrDefault("email_verified", "false")),
                shown);
    }
}
