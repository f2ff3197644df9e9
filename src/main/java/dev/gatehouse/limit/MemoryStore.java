package dev.gatehouse.limit;

import java.time.Clock;
import java.time.Duration;

/** Counts for this process alone. Of the buckets the newest are kept, as many as may be tracked; failures are all kept. */
final class MemoryStore implements LimitStore {
    private final RecentBuckets buckets;
    private final FailureTable failures;
    private final ClockMeter time;

    MemoryStore(int trackedKeys, SlowDown slowDown, Clock clock) {
        this.buckets = new RecentBuckets(trackedKeys);
        this.failures = new FailureTable(trackedKeys, slowDown, clock);
        this.time = new ClockMeter(clock);
    }

    @Override
    public Taken take(Fingerprint key, Rate rate) {
        return buckets.take(key, rate, time.currentTimeNanos());
    }

    @Override
    public Duration begin(Fingerprint account) {
        return failures.begin(account);
    }

    @Override
    public void takeBack(Fingerprint account) {
        failures.takeBack(account);
    }

    @Override
    public void forget(Fingerprint account) {
        failures.forget(account);
    }

    /** How many buckets are held. */
    int tracked() {
        return buckets.size();
    }
}
