package dev.gatehouse.oauth;

import dev.gatehouse.cognito.CognitoDomain;
import dev.gatehouse.http.PublicUrl;
import dev.gatehouse.http.ReturnTo;
import dev.gatehouse.identity.CarriesTokens;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.token.OptionalCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Endpoints that a browser opens to sign in with another identity provider, and to sign out there. */
@Path("/auth/oauth")
@PermitAll
@RunOnVirtualThread
class OauthSignInResource {
    private static final int SEE_OTHER = 303;
    private static final String CALLBACK = "/auth/oauth/callback";

    private final SignInOptionsReader reader;
    private final Authorization authorization;
    private final SignInCookie cookie;
    private final Callback callback;
    private final OptionalCaller caller;
    private final CognitoDomain domain;
    private final OauthConfig config;
    private final PublicUrl address;
    private final RefusalAnswers refusals;

    OauthSignInResource(
            SignInOptionsReader reader,
            Authorization authorization,
            SignInCookie cookie,
            Callback callback,
            OptionalCaller caller,
            CognitoDomain domain,
            OauthConfig config,
            PublicUrl address,
            RefusalAnswers refusals) {
        this.reader = reader;
        this.authorization = authorization;
        this.cookie = cookie;
        this.callback = callback;
        this.caller = caller;
        this.domain = domain;
        this.config = config;
        this.address = address;
        this.refusals = refusals;
    }

    @GET
    @Path("/start")
    @ResponseStatus(SEE_OTHER)
    @Limited(Limit.OAUTH_SIGN_IN)
    public Response start(RoutingContext request) {
        SignInOptions options = reader.read(Parameters.of(request));
        SignInUnderWay signIn = SignInUnderWay.begin(options, here(request) + CALLBACK);
        cookie.add(request, signIn);
        return RefusalAnswers.to(authorization.address(signIn).toString());
    }

    @GET
    @Path("/callback")
    @ResponseStatus(SEE_OTHER)
    @Limited(Limit.OAUTH_SIGN_IN)
    public Response callback(RoutingContext request) {
        Parameters parameters = Parameters.of(request);
        Optional<SignInUnderWay> signIn = callback.signIn(request, parameters);
        if (signIn.isEmpty()) {
            return repeated(parameters);
        }
        CallbackResult result = callback.finish(request, signIn.get(), parameters);
        return RefusalAnswers.to(result.location(), result instanceof CarriesTokens ? result : null);
    }

    /** A browser opens the page of the callback again: a person who is signed in goes on. */
    private Response repeated(Parameters parameters) {
        if (parameters.find("code").isPresent() && caller.ifValid().isPresent()) {
            return RefusalAnswers.to(ReturnTo.HOME);
        }
        throw parameters
                .find("error")
                .map(error ->
                        Refusal.of(error, parameters.find("error_description").orElse(null)))
                .orElse(Refusal.UNKNOWN)
                .exception();
    }

    /** Ends the browser's session at the pool's domain. That of this service ends at {@code /auth/logout}. */
    @GET
    @Path("/logout")
    @ResponseStatus(SEE_OTHER)
    public Response logout(RoutingContext request) {
        String next = config.logoutUri().orElseGet(() -> here(request) + "/");
        return RefusalAnswers.to(domain.isKnown() ? domain.logout(next).toString() : next);
    }

    private String here(RoutingContext request) {
        return address.of(request).orElseThrow(() -> Parameters.refused("host", "is not the name of a host"));
    }

    /** Of these routes only: they are opened by people. */
    @ServerExceptionMapper
    public Response refused(IdentityException e, RoutingContext request) {
        return refusals.of(e, request);
    }
}
