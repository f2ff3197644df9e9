package dev.gatehouse.identity;

import jakarta.interceptor.Interceptor;

/** The priorities of the interceptors of resource methods: the smallest runs first, and around all others. */
public final class InterceptorOrder {
    /** Logs and counts what happened, refusals by the others too. */
    public static final int AUDIT = Interceptor.Priority.APPLICATION;
    /** Adds the reason that an administrator states to the log lines. */
    public static final int STATED_REASON = AUDIT + 1;
    /** That of Hibernate Validator's interceptor of endpoints (Quarkus 3.33). */
    public static final int VALIDATION = Interceptor.Priority.PLATFORM_AFTER + 800;
    /** Completes requests from the session cookie, so it runs before the validation. */
    public static final int SESSION = VALIDATION - 100;
    /** Rate limits, which do not count malformed requests. */
    public static final int LIMITS = VALIDATION + 100;
    /** Counts wrong answers to challenges. */
    public static final int SLOW_DOWN = VALIDATION + 200;
    /** Answers a refresh of a session in place of the method; limited as others. */
    public static final int COOKIE_REFRESH = VALIDATION + 210;
    /** Answers a repeated request in place of the method; limited as others. */
    public static final int IDEMPOTENCY = VALIDATION + 300;

    private InterceptorOrder() {}
}
