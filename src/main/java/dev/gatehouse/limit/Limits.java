package dev.gatehouse.limit;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure;
import dev.gatehouse.identity.IdentityFailure.RateLimited;
import dev.gatehouse.identity.IdentityFailure.TooManyAttempts;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Rate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides whether a request may go on. Blocks when requests are counted in Redis: for virtual threads. */
@Singleton
class Limits {
    private final LimitStore store;
    private final Rates rates;
    private final LimitKeys keys;
    private final MeterRegistry metrics;

    Limits(LimitStore store, Rates rates, LimitKeys keys, MeterRegistry metrics) {
        this.store = store;
        this.rates = rates;
        this.keys = keys;
        this.metrics = metrics;
    }

    /**
     * Made at the start, which a malformed setting stops, and asks the store something without effect: the first question
     * costs most, and shows whether Redis is there.
     */
    void begin(@Observes StartupEvent event, @VirtualThreads ExecutorService executor) {
        LimitKey nobody = failures(Limit.SIGN_IN, "");
        executor.execute(() -> store.forget(List.of(nobody)));
    }

    /**
     * Checks a request, and states in the fields of its answer what remains for its address. What remains for an account is
     * stated only when nothing does: else others could watch whether the owner is active. The failures are checked before the
     * account: a sign-in that they refuse does not use up what the owner may try.
     *
     * @throws IdentityException when a limit refuses it
     */
    void admit(Limit limit, String ip, Optional<String> account, HttpServerResponse response) {
        List<Check> checks = new ArrayList<>();
        checks.add(rate(limit, Scope.ADDRESS, ClientNetwork.of(ip), rates.perAddress(limit)));
        if (limit == Limit.SIGN_IN) {
            checks.add(new Check.OfFailures(failures(limit, account.orElseThrow())));
        }
        account.ifPresent(known -> checks.add(rate(limit, Scope.ACCOUNT, known, rates.perAccount(limit))));
        List<Rate.Decision> decisions = store.check(checks);
        Scope last = checks.get(decisions.size() - 1).scope();
        boolean accountRefused = last == Scope.ACCOUNT && !decisions.getLast().allowed();
        response.putHeader(
                RateLimitFields.POLICY,
                RateLimitFields.policy(limit, Scope.ADDRESS, rates.perAddress(limit)) + ", "
                        + RateLimitFields.policy(limit, Scope.ACCOUNT, rates.perAccount(limit)));
        response.putHeader(
                RateLimitFields.LIMIT,
                accountRefused
                        ? RateLimitFields.state(limit, Scope.ACCOUNT, decisions.getLast())
                        : RateLimitFields.state(limit, Scope.ADDRESS, decisions.getFirst()));
        refuse(limit, last, decisions.getLast());
    }

    /**
     * Checks the answer to a challenge for failures alone: wrong passwords and wrong codes are counted apart.
     *
     * @throws IdentityException when the account must wait
     */
    void admitAnswer(String account) {
        List<Check> checks = List.of(new Check.OfFailures(failures(Limit.CHALLENGE, account)));
        refuse(Limit.CHALLENGE, Scope.FAILURES, store.check(checks).getLast());
    }

    private void refuse(Limit limit, Scope scope, Rate.Decision decision) {
        if (decision.allowed()) {
            return;
        }
        Counter.builder("gatehouse.limit.refusals")
                .description("Requests refused because they came too often")
                .tag("limit", limit.label())
                .tag("scope", scope.label())
                .register(metrics)
                .increment();
        throw new IdentityException(
                scope == Scope.FAILURES ? new TooManyAttempts(decision.next()) : new RateLimited(decision.next()));
    }

    /**
     * Makes an attempt that was admitted, and so counts as failed until now. It stays so after a wrong answer only.
     *
     * @param complete whether the result is that of the last step: the owner was here
     * @param wrong whether the failure is that of a wrong answer
     */
    @Nullable
    Object attempt(
            Limit limit,
            String account,
            InvocationContext invocation,
            Predicate<@Nullable Object> complete,
            Predicate<IdentityFailure> wrong)
            throws Exception {
        boolean judged = false;
        try {
            Object result = invocation.proceed();
            judged = complete.test(result);
            if (judged) {
                succeeded(account);
            }
            return result;
        } catch (IdentityException e) {
            judged = wrong.test(e.failure());
            throw e;
        } finally {
            if (!judged) {
                store.takeBack(failures(limit, account));
            }
        }
    }

    /** The owner was here: signed in, to the last step, or chose a new password. */
    void succeeded(String account) {
        store.forget(List.of(failures(Limit.SIGN_IN, account), failures(Limit.CHALLENGE, account)));
    }

    private Check rate(Limit limit, Scope scope, String text, Rate rate) {
        return new Check.OfRate(scope, keys.of(limit, scope, text), rate);
    }

    private LimitKey failures(Limit limit, String account) {
        return keys.of(limit, Scope.FAILURES, account);
    }
}
