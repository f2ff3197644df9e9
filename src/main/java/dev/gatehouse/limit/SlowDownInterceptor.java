package dev.gatehouse.limit;

import dev.gatehouse.identity.InterceptorOrder;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.SlowedDown;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Counts wrong answers to challenges per account: a client that knows the password can have any number of challenges. */
@SlowedDown
@Interceptor
@Priority(InterceptorOrder.SLOW_DOWN)
class SlowDownInterceptor {
    private final boolean enabled;
    private final Limits limits;

    SlowDownInterceptor(LimitConfig config, Limits limits) {
        this.enabled = config.enabled();
        this.limits = limits;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext invocation) throws Exception {
        if (!enabled) {
            return invocation.proceed();
        }
        String account = LimitedAccount.named(invocation).orElseThrow();
        limits.admitAnswer(account);
        return limits.attempt(Limit.CHALLENGE, account, invocation);
    }
}
