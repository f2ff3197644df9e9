package dev.gatehouse.limit;

import dev.gatehouse.http.Client;
import dev.gatehouse.identity.InterceptorOrder;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Limited;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Enforces the limits of {@link Limited} methods. It runs after authentication, where the route requires that; within
 * the audit, so that a refusal is logged; and within the validation, so that malformed requests do not count.
 */
@Limited(Limit.SIGN_IN)
@Interceptor
@Priority(InterceptorOrder.LIMITS)
class LimitInterceptor {
    private final boolean enabled;
    private final Limits limits;
    private final ClientLimits clients;
    private final LimitedAccount accounts;
    private final RoutingContext request;

    LimitInterceptor(
            LimitConfig config, Limits limits, ClientLimits clients, LimitedAccount accounts, RoutingContext request) {
        this.enabled = config.enabled();
        this.limits = limits;
        this.clients = clients;
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
        if (limit == Limit.OAUTH_CLIENT) {
            return ofClient(invocation);
        }
        Optional<String> account = accounts.of(limit, invocation);
        limits.admit(limit, Client.of(request).ip(), account, request.response());
        if (limit == Limit.SIGN_IN) {
            return limits.attempt(limit, account.orElseThrow(), invocation);
        }
        Object result = invocation.proceed();
        if (limit == Limit.RESET) {
            limits.succeeded(account.orElseThrow());
        }
        return result;
    }

    /** Where no argument of the method names the client, the method authenticates it. */
    private @Nullable Object ofClient(InvocationContext invocation) throws Exception {
        Optional<String> client = LimitedAccount.named(invocation);
        if (client.isEmpty()) {
            return clients.authenticate(Client.of(request).ip(), invocation);
        }
        clients.admit(client.get(), request.response());
        return invocation.proceed();
    }
}
