package dev.gatehouse.browser;

import dev.gatehouse.browser.Refreshed.Ended;
import dev.gatehouse.browser.Refreshed.Renewed;
import dev.gatehouse.browser.Refreshed.TooLarge;
import dev.gatehouse.browser.Refreshed.Unknown;
import dev.gatehouse.identity.AsksForSession;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenRefused;
import dev.gatehouse.identity.IdentityFailure.RefreshTokenReused;
import dev.gatehouse.identity.InterceptorOrder;
import dev.gatehouse.identity.SessionRoute;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers a refresh of the session in the cookies, in place of the endpoint: with the result that requests with the same cookie
 * share, because the pool may take a refresh token once. It runs after the limits.
 */
@SessionRoute
@Interceptor
@Priority(InterceptorOrder.COOKIE_REFRESH)
class CookieRefreshInterceptor {
    private final SessionRequest session;
    private final SessionRefresh refresh;

    CookieRefreshInterceptor(SessionRequest session, SessionRefresh refresh) {
        this.session = session;
        this.refresh = refresh;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext invocation) throws Exception {
        Optional<BrowserSession> old = session.toRefresh();
        return old.isPresent() && invocation.getParameters()[0] instanceof AsksForSession asked
                ? answer(asked, refresh.refresh(old.get()).await().indefinitely())
                : invocation.proceed();
    }

    private Object answer(AsksForSession asked, Refreshed refreshed) {
        return switch (refreshed) {
            case Renewed(BrowserSession renewed) -> {
                session.keep(renewed);
                yield asked.refreshed(session.tokens(renewed));
            }
            case Ended() -> throw new IdentityException(new RefreshTokenRefused());
            case Refreshed.Reused() -> throw new IdentityException(new RefreshTokenReused());
            case TooLarge(IdentityException failure) -> {
                session.forget();
                throw failure;
            }
            case Unknown(IdentityException failure) -> throw failure;
        };
    }
}
