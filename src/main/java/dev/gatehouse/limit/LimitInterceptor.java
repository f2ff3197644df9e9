package dev.gatehouse.limit;

import dev.gatehouse.http.Client;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidCredentials;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import dev.gatehouse.identity.Outcome;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds {@link Limited} methods to their limits. Within the audit, so that a refusal leaves its line; and within the
 * validation, so that only what is well-formed counts, and has an account to count for.
 */
@Limited(Limit.SIGN_IN)
@Interceptor
@Priority(LimitInterceptor.VALIDATION + 100)
class LimitInterceptor {
    /** That of Hibernate Validator's interceptor of endpoints. */
    static final int VALIDATION = Interceptor.Priority.PLATFORM_AFTER + 800;

    private final boolean enabled;
    private final Limits limits;
    private final LimitedAccount accounts;
    private final RoutingContext request;

    LimitInterceptor(LimitConfig config, Limits limits, LimitedAccount accounts, RoutingContext request) {
        this.enabled = config.enabled();
        this.limits = limits;
        this.accounts = accounts;
        this.request = request;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext invocation) throws Exception {
        if (!enabled) {
            return invocation.proceed();
        }
        Limit limit = invocation.getInterceptorBinding(Limited.class).value();
        fromAddress(limit);
        Optional<String> account = accounts.of(limit, invocation);
        return switch (limit) {
            case SIGN_IN -> signIn(invocation, account.orElseThrow());
            case RESET -> reset(invocation, account.orElseThrow());
            default -> {
                account.ifPresent(known -> aboutAccount(limit, known));
                yield invocation.proceed();
            }
        };
    }

    /** The failures come first: who is refused for them does not use up what the owner may try. */
    private @Nullable Object signIn(InvocationContext invocation, String account) throws Exception {
        Fingerprint failures = limits.begin(Limit.SIGN_IN, account);
        boolean judged = false;
        try {
            aboutAccount(Limit.SIGN_IN, account);
            Object result = invocation.proceed();
            // A right password before a challenge is half a sign-in: it is no failure, and forgets none.
            judged = !(result instanceof Outcome outcome) || outcome.complete();
            if (judged) {
                limits.succeeded(account);
            }
            return result;
        } catch (IdentityException e) {
            judged = e.failure() instanceof InvalidCredentials;
            throw e;
        } finally {
            if (!judged) {
                limits.notJudged(failures);
            }
        }
    }

    private @Nullable Object reset(InvocationContext invocation, String account) throws Exception {
        aboutAccount(Limit.RESET, account);
        Object result = invocation.proceed();
        limits.succeeded(account);
        return result;
    }

    private void fromAddress(Limit limit) {
        Taken taken = limits.fromAddress(limit, Client.of(request).ip());
        HttpServerResponse response = request.response();
        response.putHeader(RateLimitFields.POLICY, limits.policies(limit));
        response.putHeader(RateLimitFields.LIMIT, RateLimitFields.state(limit, Scope.ADDRESS, taken));
        Limits.check(taken);
    }

    /** What remains is told only when nothing does: else strangers could watch whether the owner is active. */
    private void aboutAccount(Limit limit, String account) {
        Taken taken = limits.aboutAccount(limit, account);
        if (!taken.allowed()) {
            request.response().putHeader(RateLimitFields.LIMIT, RateLimitFields.state(limit, Scope.ACCOUNT, taken));
        }
        Limits.check(taken);
    }
}
