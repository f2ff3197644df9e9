package dev.gatehouse.oauth;

import dev.gatehouse.identity.Audited;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Secret;
import dev.gatehouse.identity.SecurityEvent;
import dev.gatehouse.identity.SessionRoute;
import dev.gatehouse.identity.Tokens;
import dev.gatehouse.oauth.SignInOptions.ClientRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finishes a sign-in with what the browser brings back from the pool's domain. Blocks: for virtual threads. */
@Singleton
class Callback {
    private final SignInCookie cookie;
    private final Authorization authorization;
    private final UsedCodes codes;
    private final CodeExchange exchange;
    private final Grants grants;

    Callback(SignInCookie cookie, Authorization authorization, UsedCodes codes, CodeExchange exchange, Grants grants) {
        this.cookie = cookie;
        this.authorization = authorization;
        this.codes = codes;
        this.exchange = exchange;
        this.grants = grants;
    }

    /** The sign-in that this browser began with this state. */
    Optional<SignInUnderWay> signIn(RoutingContext request, Parameters parameters) {
        return parameters.find("state").flatMap(state -> cookie.find(request, state));
    }

    /**
     * Finishes the sign-in, which is over then, unless the pool cannot be asked now.
     *
     * @throws IdentityException {@code SignInRefused} when the provider, the pool or this service refuses it, {@code
     *     SessionTooLarge} when its session does not fit into cookies
     */
    @Audited(SecurityEvent.SIGN_IN)
    @SessionRoute
    CallbackResult finish(RoutingContext request, SignInUnderWay signIn, Parameters parameters) {
        Optional<String> error = parameters.find("error");
        if (error.isPresent()) {
            return refused(
                    request,
                    signIn,
                    Refusal.of(error.get(), parameters.find("error_description").orElse(null)));
        }
        Secret code = new Secret(parameters.find("code").orElseThrow(() -> over(request, signIn, Refusal.REFUSED)));
        ClientRequest client = signIn.options().client();
        if (client != null) {
            cookie.remove(request, signIn);
            return new CallbackResult.Granted(
                    ClientAddress.granted(signIn.options(), grants.seal(signIn, client, code)));
        }
        return new CallbackResult.SignedIn(
                tokens(request, signIn, code), signIn.options().returnTo());
    }

    private CallbackResult refused(RoutingContext request, SignInUnderWay signIn, Refusal refusal) {
        if (refusal == Refusal.LINKED && !signIn.options().renewed()) {
            SignInUnderWay next = SignInUnderWay.begin(signIn.options().anew(), signIn.callback());
            cookie.replace(request, signIn, next);
            return new CallbackResult.BegunAnew(authorization.address(next).toString());
        }
        throw over(request, signIn, refusal);
    }

    private IdentityException over(RoutingContext request, SignInUnderWay signIn, Refusal refusal) {
        cookie.remove(request, signIn);
        return refusal.exception();
    }

    private Tokens tokens(RoutingContext request, SignInUnderWay signIn, Secret code) {
        try {
            Tokens tokens = codes.shared(
                    code,
                    signIn.verifier(),
                    () -> exchange.begin(code, signIn.verifier(), signIn.nonce(), signIn.callback()));
            cookie.remove(request, signIn);
            return tokens;
        } catch (IdentityException e) {
            if (CodeExchange.isRefusedCode(e)) {
                throw over(request, signIn, Refusal.UNKNOWN);
            }
            throw e;
        }
    }
}
