package dev.gatehouse.limit;

import dev.gatehouse.identity.Rate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts for this process alone, in bounded memory: rates of the keys that were used last, failures of all accounts. */
final class MemoryStore implements LimitStore {
    private final int trackedKeys;
    private final SlowDown slowDown;
    private final Clock clock;
    /** Made with the first key: they are large, and a replica that counts in Redis does not need them. */
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
    public synchronized List<Rate.Decision> check(List<Check> checks) {
        List<Rate.Decision> decisions = new ArrayList<>();
        for (Check check : checks) {
            Rate.Decision decision = decide(check);
            if (!decision.allowed()) {
                checks.subList(0, decisions.size()).forEach(this::takeBack);
                decisions.add(decision);
                break;
            }
            decisions.add(decision);
        }
        return decisions;
    }

    @Override
    public synchronized Rate.Decision look(Check.OfRate check) {
        return tables().rates.look(check.key(), check.rate(), Rate.micros(clock));
    }

    private Rate.Decision decide(Check check) {
        return switch (check) {
            case Check.OfRate of -> tables().rates.take(of.key(), of.rate(), Rate.micros(clock));
            case Check.OfFailures of -> {
                Duration wait = tables().failures.begin(of.key());
                yield new Rate.Decision(wait.isZero(), 0, wait);
            }
        };
    }

    private void takeBack(Check check) {
        if (check instanceof Check.OfFailures of) {
            takeBack(of.key());
        }
    }

    @Override
    public synchronized void takeBack(LimitKey failures) {
        tables().failures.takeBack(failures);
    }

    @Override
    public synchronized void forget(List<LimitKey> failures) {
        if (tables != null) {
            failures.forEach(tables.failures::forget);
        }
    }

    /** How many keys of rate limits are held. */
    synchronized int tracked() {
        return tables == null ? 0 : tables.rates.size();
    }

    /** How many counts made room for others before they had run out. */
    synchronized long forgotten() {
        return tables == null ? 0 : tables.rates.forgotten();
    }

    private Tables tables() {
        if (tables == null) {
            tables = new Tables();
        }
        return tables;
    }
}
