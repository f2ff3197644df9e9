package dev.gatehouse.limit;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.ClientRefused;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Rate;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits services, many of which may have one address: requests per client, and failed authentications per address. Blocks when
 * requests are counted in Redis: for virtual threads.
 */
@Singleton
class ClientLimits {
    private static final Limit LIMIT = Limit.OAUTH_CLIENT;

    private final LimitStore store;
    private final Rates rates;
    private final LimitKeys keys;
    private final Limits limits;

    ClientLimits(LimitStore store, Rates rates, LimitKeys keys, Limits limits) {
        this.store = store;
        this.rates = rates;
        this.keys = keys;
        this.limits = limits;
    }

    /**
     * Checks a request of a client that has authenticated, and states in the fields of its answer what remains.
     *
     * @throws IdentityException when the limit refuses it
     */
    void admit(String clientId, HttpServerResponse response) {
        Check.OfRate check = check(Scope.ACCOUNT, clientId, rates.perAccount(LIMIT));
        Rate.Decision decision = store.check(List.of(check)).getLast();
        response.putHeader(RateLimitFields.POLICY, RateLimitFields.policy(LIMIT, Scope.ACCOUNT, check.rate()));
        response.putHeader(RateLimitFields.LIMIT, RateLimitFields.state(LIMIT, Scope.ACCOUNT, decision));
        limits.requireAllowed(LIMIT, Scope.ACCOUNT, decision);
    }

    /**
     * Authenticates a client, unless too many authentications from this address failed: then the correct secret is refused too,
     * so that nobody can go on guessing. One that succeeds does not count.
     */
    @Nullable
    Object authenticate(String ip, InvocationContext invocation) throws Exception {
        Check.OfRate failures = check(Scope.ADDRESS, ClientNetwork.of(ip), rates.perAddress(LIMIT));
        limits.requireAllowed(LIMIT, Scope.ADDRESS, store.look(failures));
        try {
            return invocation.proceed();
        } catch (IdentityException e) {
            if (e.failure() instanceof ClientRefused) {
                store.check(List.of(failures));
            }
            throw e;
        }
    }

    private Check.OfRate check(Scope scope, String text, Rate rate) {
        return new Check.OfRate(scope, keys.of(LIMIT, scope, text), rate);
    }
}
