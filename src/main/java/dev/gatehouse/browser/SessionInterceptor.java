package dev.gatehouse.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.identity.AsksForSession;
import dev.gatehouse.identity.CarriesTokens;
import dev.gatehouse.identity.SessionForm;
import dev.gatehouse.identity.SessionRoute;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Begins, refreshes and ends sessions in cookies. It runs within the audit, so that a refusal is logged, and before the
 * validation, because it completes requests from the cookie.
 */
@SessionRoute
@Interceptor
@Priority(SessionInterceptor.BEFORE_VALIDATION)
class SessionInterceptor {
    static final int BEFORE_VALIDATION = Interceptor.Priority.PLATFORM_AFTER + 700;

    private final BrowserConfig config;
    private final SessionRequest session;
    private final ObjectMapper json;

    SessionInterceptor(BrowserConfig config, SessionRequest session, ObjectMapper json) {
        this.config = config;
        this.session = session;
        this.json = json;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext invocation) throws Exception {
        AsksForSession asked = body(invocation);
        if (config.session() != BrowserConfig.Form.COOKIE && asked.session() != SessionForm.COOKIE) {
            return invocation.proceed();
        }
        AsksForSession complete = asked.lacksRefreshToken()
                ? session.current()
                        .map(kept -> asked.withRefreshToken(kept.refreshToken()))
                        .orElse(asked)
                : asked;
        session.useCookies(complete.refreshToken());
        invocation.setParameters(new Object[] {complete});
        return proceed(invocation);
    }

    private @Nullable Object proceed(InvocationContext invocation) throws Exception {
        Object result = invocation.proceed();
        if (result instanceof CarriesTokens carrier) {
            session.keep(carrier.tokens());
        }
        return result;
    }

    /** A sign-out may have no body. */
    private AsksForSession body(InvocationContext invocation) {
        return invocation.getParameters()[0] instanceof AsksForSession body
                ? body
                : (AsksForSession)
                        json.convertValue(Map.of(), invocation.getMethod().getParameterTypes()[0]);
    }
}
