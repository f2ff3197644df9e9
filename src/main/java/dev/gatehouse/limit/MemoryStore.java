package dev.gatehouse.limit;

import dev.gatehouse.identity.Rate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts for this process alone, in bounded memory: of the rate limits' keys those that were used last, of failures all. */
final class MemoryStore implements LimitStore {
    private final int trackedKeys;
    private final SlowDown slowDown;
    private final Clock clock;
    // Made with the first key: they are large, and neither the start nor a replica that counts in Redis needs them.
    private @Nullable Tables tables;

    private final class Tables {
        private final RateTable rates = new RateTable(trackedKeys);
        private final FailureTable failures = new FailureTable(trackedKeys, slowDown, clock);
    }

    MemoryStore(int trackedKeys, SlowDown slowDown, Clock clock) {
        this.trackedKeys = trackedKeys;
        this.slowDown = slowDown;
        this.clock = clock;
    }

    @Override
    public List<Rate.Decision> check(List<Check> checks) {
        List<Rate.Decision> decisions = new ArrayList<>(checks.size());
        for (Check check : checks) {
            Rate.Decision decision = check(check);
            decisions.add(decision);
            if (!decision.allowed()) {
                takeBack(checks.subList(0, decisions.size() - 1));
                break;
            }
        }
        return decisions;
    }

    private Rate.Decision check(Check check) {
        return switch (check) {
            case Check.OfRate rate -> tables().rates.take(rate.key(), rate.rate(), Rate.micros(clock));
            case Check.OfFailures failures -> {
                Duration wait = tables().failures.begin(failures.key());
                yield new Rate.Decision(wait.isZero(), 0, wait);
            }
        };
    }

    private void takeBack(List<Check> passed) {
        for (Check check : passed) {
            if (check instanceof Check.OfFailures failures) {
                takeBack(failures.key());
            }
        }
    }

    @Override
    public void takeBack(LimitKey key) {
        tables().failures.takeBack(key);
    }

    @Override
    public void forget(List<LimitKey> keys) {
        if (isUsed()) {
            keys.forEach(tables().failures::forget);
        }
    }

    /** How many keys of rate limits are held. */
    int tracked() {
        return isUsed() ? tables().rates.size() : 0;
    }

    private synchronized boolean isUsed() {
        return tables != null;
    }

    private synchronized Tables tables() {
        if (tables == null) {
            tables = new Tables();
        }
        return tables;
    }
}
