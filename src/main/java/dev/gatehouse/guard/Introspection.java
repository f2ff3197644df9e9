package dev.gatehouse.guard;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.TokenRefused;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.token.BearerTokens;
import dev.gatehouse.token.PresentedToken;
import dev.gatehouse.token.TokenDetails;
import jakarta.inject.Singleton;

/** Says whether an access token is acceptable, by the same checks as on the routes of this service. */
@Singleton
class Introspection {
    private final BearerTokens tokens;

    Introspection(BearerTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * What a service may know of the token.
     *
     * @throws IdentityException when the token cannot be verified now
     */
    @Limited(Limit.OAUTH_CLIENT)
    IntrospectionResponse of(ServiceClient client, String token) {
        return tokens.verify(new PresentedToken(token))
                .map(accepted -> IntrospectionResponse.active(accepted, TokenDetails.of(token)))
                .onFailure(Introspection::isRefusal)
                .recoverWithItem(IntrospectionResponse.INACTIVE)
                .await()
                .indefinitely();
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof IdentityException e && e.failure() instanceof TokenRefused;
    }
}
