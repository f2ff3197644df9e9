package dev.gatehouse.limit;

import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.RateLimited;
import dev.gatehouse.identity.IdentityFailure.TooManyAttempts;
import dev.gatehouse.identity.Limit;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/** Decides whether a request may go on. Blocks when the counts are in Redis: for virtual threads. */
@Singleton
class Limits {
    private final LimitStore store;
    private final Rates rates;
    private final Fingerprints fingerprints;
    private final LimitMetrics metrics;

    Limits(LimitStore store, Rates rates, Fingerprints fingerprints, LimitMetrics metrics) {
        this.store = store;
        this.rates = rates;
        this.fingerprints = fingerprints;
        this.metrics = metrics;
    }

    /**
     * Made at the start, which a malformed setting stops, and asks the store something without effect: the first question
     * costs most, and tells whether Redis is there.
     */
    void begin(@Observes StartupEvent event, @VirtualThreads ExecutorService executor) {
        Fingerprint nobody = failures("");
        executor.execute(() -> store.forget(nobody));
    }

    /** One knock from the client's network. */
    Taken fromAddress(Limit limit, String ip) {
        return take(limit, Scope.ADDRESS, ClientNetwork.of(ip), rates.perAddress(limit));
    }

    /** One knock about the account. */
    Taken aboutAccount(Limit limit, String account) {
        return take(limit, Scope.ACCOUNT, account, rates.perAccount(limit));
    }

    private Taken take(Limit limit, Scope scope, String who, Rate rate) {
        Taken taken = store.take(fingerprints.of(limit, scope, who), rate);
        if (!taken.allowed()) {
            metrics.refused(limit, scope);
        }
        return taken;
    }

    /**
     * Begins a sign-in.
     *
     * @return by what its failures are known, for {@link #notJudged} or {@link #succeeded}
     * @throws IdentityException {@code TooManyAttempts} when the account is made to wait
     */
    Fingerprint begin(String account) {
        Fingerprint failures = failures(account);
        Duration wait = store.begin(failures);
        if (wait.isPositive()) {
            metrics.refused(Limit.SIGN_IN, Scope.FAILURES);
            throw new IdentityException(new TooManyAttempts(wait));
        }
        return failures;
    }

    void notJudged(Fingerprint failures) {
        store.takeBack(failures);
    }

    /** The owner was here: signed in, or chose a new password. */
    void succeeded(Fingerprint failures) {
        store.forget(failures);
    }

    Fingerprint failures(String account) {
        return fingerprints.of(Limit.SIGN_IN, Scope.FAILURES, account);
    }

    /** Refuses who was not allowed. */
    static void check(Taken taken) {
        if (!taken.allowed()) {
            throw new IdentityException(new RateLimited(taken.next()));
        }
    }

    /** The policies of the limit, as {@code RateLimit-Policy} states them. */
    String policies(Limit limit) {
        return RateLimitFields.policy(limit, Scope.ADDRESS, rates.perAddress(limit)) + ", "
                + RateLimitFields.policy(limit, Scope.ACCOUNT, rates.perAccount(limit));
    }
}
