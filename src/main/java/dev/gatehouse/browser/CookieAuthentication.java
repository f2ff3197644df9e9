package dev.gatehouse.browser;

import dev.gatehouse.http.BearerField;
import dev.gatehouse.http.CookieCredential;
import dev.gatehouse.http.CookieCredential.Found;
import dev.gatehouse.identity.Secret;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Authenticates requests to protected routes by the session cookie. Its access token is checked like any bearer token. A request
 * with a bearer token is not authenticated here, also if that is refused.
 */
@Singleton
class CookieAuthentication implements HttpAuthenticationMechanism {
    private final CookieCredential cookies;

    CookieAuthentication(CookieCredential cookies) {
        this.cookies = cookies;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        if (BearerField.isIn(context.request().headers()) || !cookies.isIn(context)) {
            return Uni.createFrom().nullItem();
        }
        return cookies.find(context).flatMap(found -> identity(found, context, identities));
    }

    private static Uni<SecurityIdentity> identity(
            Found found, RoutingContext context, IdentityProviderManager identities) {
        return switch (found) {
            case Found.None() -> Uni.createFrom().nullItem();
            case Found.Session session -> {
                SetCookies.put(context, session.setCookies());
                yield identities.authenticate(request(session.accessToken()));
            }
            case Found.Unreadable unreadable -> {
                SetCookies.put(context, unreadable.setCookies());
                yield Uni.createFrom().nullItem();
            }
            case Found.Ended ended -> {
                SetCookies.put(context, ended.setCookies());
                yield Uni.createFrom().nullItem();
            }
            case Found.Unavailable unavailable -> Uni.createFrom().failure(unavailable.failure());
        };
    }

    private static TokenAuthenticationRequest request(Secret accessToken) {
        return new TokenAuthenticationRequest(new TokenCredential(accessToken.value(), "bearer"));
    }

    /** None of its own: the other mechanism answers with that of bearer tokens. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }
}
