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
        Fingerprint nobody = failures(Limit.SIGN_IN, "");
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
     * Begins a sign-in, or a further step of one: wrong passwords and wrong codes are counted apart.
     *
     * @return by what the failures are known, for {@link #notJudged}
     * @throws IdentityException {@code TooManyAttempts} when the account is made to wait
     */
    Fingerprint begin(Limit limit, String account) {
        Fingerprint failures = failures(limit, account);
        Duration wait = store.begin(failures);
        if (wait.isPositive()) {
            metrics.refused(limit, Scope.FAILURES);
            throw new IdentityException(new TooManyAttempts(wait));
        }
        return failures;
    }

    void notJudged(Fingerprint failures) {
        store.takeBack(failures);
    }

    /** The owner was here: signed in, to the last step, or chose a new password. */
    void succeeded(String account) {
        store.forget(failures(Limit.SIGN_IN, account));
        store.forget(failures(Limit.CHALLENGE, account));
    }

    private Fingerprint failures(Limit limit, String account) {
        return fingerprints.of(limit, Scope.FAILURES, account);
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
