package dev.gatehouse.limit;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.ChallengeRefused;
import dev.gatehouse.identity.IdentityFailure.CodeRefused;
import dev.gatehouse.identity.IdentityFailure.InvalidCredentials;
import dev.gatehouse.identity.IdentityFailure.RateLimited;
import dev.gatehouse.identity.IdentityFailure.TooManyAttempts;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Outcome;
import dev.gatehouse.identity.Rate;
import dev.gatehouse.identity.SignIn;
import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request is allowed. Blocks when requests are counted in Redis: for virtual threads. It is created at the
 * start, which a malformed setting stops.
 */
@Startup
@Singleton
class Limits {
    private final LimitStore store;
    private final Rates rates;
    private final LimitKeys keys;
    private final RefusalCounters refusals;

    Limits(LimitStore store, Rates rates, LimitKeys keys, RefusalCounters refusals) {
        this.store = store;
        this.rates = rates;
        this.keys = keys;
        this.refusals = refusals;
    }

    /**
     * Checks a request, and states in the fields of its answer what remains for its address. What remains for an account is
     * stated only when nothing does: else others could watch whether the owner is active. Failures are checked before the rate
     * of the account: a sign-in that they refuse must not use up what the owner may try.
     *
     * @throws IdentityException when a limit refuses it
     */
    void admit(Limit limit, String ip, Optional<String> account, HttpServerResponse response) {
        Rate perAddress = rates.perAddress(limit);
        Rate perAccount = rates.perAccount(limit);
        List<Check> checks = new ArrayList<>();
        checks.add(new Check.OfRate(Scope.ADDRESS, keys.of(limit, Scope.ADDRESS, ClientNetwork.of(ip)), perAddress));
        if (limit == Limit.SIGN_IN) {
            checks.add(new Check.OfFailures(failures(limit, account.orElseThrow())));
        }
        account.map(known -> keys.of(limit, Scope.ACCOUNT, known))
                .ifPresent(key -> checks.add(new Check.OfRate(Scope.ACCOUNT, key, perAccount)));
        List<Rate.Decision> decisions = store.check(checks);
        Rate.Decision last = decisions.getLast();
        Scope scope = checks.get(decisions.size() - 1).scope();
        response.putHeader(
                RateLimitFields.POLICY,
                RateLimitFields.policy(limit, Scope.ADDRESS, perAddress) + ", "
                        + RateLimitFields.policy(limit, Scope.ACCOUNT, perAccount));
        response.putHeader(
                RateLimitFields.LIMIT,
                scope == Scope.ACCOUNT && !last.allowed()
                        ? RateLimitFields.state(limit, Scope.ACCOUNT, last)
                        : RateLimitFields.state(limit, Scope.ADDRESS, decisions.getFirst()));
        requireAllowed(limit, scope, last);
    }

    /**
     * Checks the answer to a challenge for failures alone: wrong passwords and wrong codes are counted apart.
     *
     * @throws IdentityException when the account must wait
     */
    void admitAnswer(String account) {
        List<Check> checks = List.of(new Check.OfFailures(failures(Limit.CHALLENGE, account)));
        requireAllowed(Limit.CHALLENGE, Scope.FAILURES, store.check(checks).getLast());
    }

    /** @throws IdentityException when the decision is to refuse; it is counted */
    void requireAllowed(Limit limit, Scope scope, Rate.Decision decision) {
        if (decision.allowed()) {
            return;
        }
        refusals.count(limit, scope);
        throw new IdentityException(
                scope == Scope.FAILURES ? new TooManyAttempts(decision.next()) : new RateLimited(decision.next()));
    }

    /**
     * Makes an attempt that was admitted, and so counts as failed until now. It stays a failure after a wrong answer only. A
     * correct password before a challenge is half a sign-in: it is not a failure, and resets no count.
     */
    @Nullable
    Object attempt(Limit limit, String account, InvocationContext invocation) throws Exception {
        boolean judged = false;
        try {
            Object result = invocation.proceed();
            judged = isComplete(result);
            if (judged) {
                completed(limit, account);
            }
            return result;
        } catch (IdentityException e) {
            judged = isWrongAnswer(limit, e.failure());
            throw e;
        } finally {
            if (!judged) {
                store.takeBack(failures(limit, account));
            }
        }
    }

    private static boolean isComplete(@Nullable Object result) {
        return result instanceof SignIn.SignedIn || (result instanceof Outcome outcome && outcome.complete());
    }

    /** Cognito answers the last of too many wrong codes in one challenge with {@link InvalidCredentials} too. */
    private static boolean isWrongAnswer(Limit limit, IdentityFailure failure) {
        return failure instanceof InvalidCredentials
                || (limit == Limit.CHALLENGE
                        && (failure instanceof CodeRefused || failure instanceof ChallengeRefused));
    }

    /** A correct password resets no wrong codes: else whoever knows the password could go on guessing codes. */
    private void completed(Limit limit, String account) {
        if (limit == Limit.CHALLENGE) {
            succeeded(account);
        } else {
            store.forget(List.of(failures(limit, account)));
        }
    }

    /** Resets the counts of an account whose owner answered the last challenge or chose a new password. */
    void succeeded(String account) {
        store.forget(List.of(failures(Limit.SIGN_IN, account), failures(Limit.CHALLENGE, account)));
    }

    private LimitKey failures(Limit limit, String account) {
        return keys.of(limit, Scope.FAILURES, account);
    }
}
