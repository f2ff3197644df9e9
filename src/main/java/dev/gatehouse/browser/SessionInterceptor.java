package dev.gatehouse.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.http.CrossSiteCheck;
import dev.gatehouse.identity.AsksForSession;
import dev.gatehouse.identity.CarriesTokens;
import dev.gatehouse.identity.EventDetails;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenRefused;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenReused;
import dev.gatehouse.identity.InterceptorOrder;
import dev.gatehouse.identity.SessionForm;
import dev.gatehouse.identity.SessionRoute;
import dev.gatehouse.token.BearerTokens;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Begins, refreshes and ends sessions in cookies. It runs within the audit, so that a refusal is logged, and before the
 * validation, because it completes requests from the cookie.
 */
@SessionRoute
@Interceptor
@Priority(InterceptorOrder.SESSION)
class SessionInterceptor {
    private final BrowserConfig config;
    private final SessionRequest session;
    private final CrossSiteCheck crossSite;
    private final CookieSignOut signOut;
    private final RoutingContext request;
    private final ObjectMapper json;
    private final BearerTokens tokens;
    private final EventDetails details;

    SessionInterceptor(
            BrowserConfig config,
            SessionRequest session,
            CrossSiteCheck crossSite,
            CookieSignOut signOut,
            RoutingContext request,
            ObjectMapper json,
            BearerTokens tokens,
            EventDetails details) {
        this.config = config;
        this.session = session;
        this.crossSite = crossSite;
        this.signOut = signOut;
        this.request = request;
        this.json = json;
        this.tokens = tokens;
        this.details = details;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext invocation) throws Exception {
        boolean ends = invocation.getInterceptorBinding(SessionRoute.class).ends();
        if (invocation.getMethod().getParameterCount() == 0
                || !AsksForSession.class.isAssignableFrom(invocation.getMethod().getParameterTypes()[0])) {
            return withoutForm(invocation, ends);
        }
        AsksForSession asked = body(invocation);
        if (!isInCookies(asked, ends)) {
            return invocation.proceed();
        }
        crossSite.require(request);
        Optional<BrowserSession> sent = asked.lacksRefreshToken() ? session.current() : Optional.empty();
        sent.ifPresent(kept -> details.userFrom(() -> owner(kept)));
        if (ends && sent.isPresent()) {
            return signOut.signOut(sent.get(), asked, completed -> proceed(invocation, completed, true, false));
        }
        return proceed(invocation, completed(asked, sent, ends), ends, asked.lacksRefreshToken());
    }

    /** A request that cannot ask for cookies: it ends the session in those that it has, or begins one in cookies only. */
    private @Nullable Object withoutForm(InvocationContext invocation, boolean ends) throws Exception {
        Object result = invocation.proceed();
        if (result instanceof CarriesTokens carrier && carrier.onlyInCookies()) {
            session.keep(carrier.tokens());
        }
        if (ends && session.isByCookie()) {
            session.forget();
        }
        return result;
    }

    /** A sign-out by the cookie alone ends that session, also if it does not ask for cookies. */
    private boolean isInCookies(AsksForSession asked, boolean ends) {
        return config.session() == BrowserConfig.Form.COOKIE
                || asked.session() == SessionForm.COOKIE
                || (ends && asked.lacksRefreshToken() && session.isByCookie());
    }

    private AsksForSession completed(AsksForSession asked, Optional<BrowserSession> sent, boolean ends) {
        if (!asked.lacksRefreshToken() || ends) {
            return asked;
        }
        if (sent.isEmpty()) {
            session.forget();
            throw new IdentityException(new RefreshTokenRefused());
        }
        session.refresh(sent.get());
        return asked.withRefreshToken(sent.get().refreshToken());
    }

    /** Only the cookie knows whose a refresh token is that Cognito refuses. */
    private Optional<String> owner(BrowserSession kept) {
        return Optional.of(tokens.readFromCognito(kept.accessToken()).userId());
    }

    /** A refused token of the body says nothing of the session in the cookies. */
    private @Nullable Object proceed(
            InvocationContext invocation, AsksForSession completed, boolean ends, boolean byCookie) throws Exception {
        session.useCookies(completed.refreshToken());
        invocation.setParameters(new Object[] {completed});
        try {
            Object result = invocation.proceed();
            if (result instanceof CarriesTokens carrier) {
                session.keep(carrier.tokens());
            } else if (ends) {
                session.forget();
            }
            return result;
        } catch (AuthenticationFailedException | UnauthorizedException e) {
            session.forget();
            throw e;
        } catch (IdentityException e) {
            boolean refused = e.failure() instanceof RefreshTokenRefused || e.failure() instanceof RefreshTokenReused;
            if (refused && byCookie) {
                session.forget();
            }
            throw e;
        }
    }

    /** A sign-out may have no body. */
    private AsksForSession body(InvocationContext invocation) {
        return invocation.getParameters()[0] instanceof AsksForSession body
                ? body
                : (AsksForSession)
                        json.convertValue(Map.of(), invocation.getMethod().getParameterTypes()[0]);
    }
}
