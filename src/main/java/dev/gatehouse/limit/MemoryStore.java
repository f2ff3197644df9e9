package dev.gatehouse.limit;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts for this process alone. Of the buckets the newest are kept, as many as may be tracked; failures are all kept. */
final class MemoryStore implements LimitStore {
    private final int trackedKeys;
    private final SlowDown slowDown;
    private final Clock clock;
    private final ClockMeter time;
    // Made with the first key that is counted: they are large, and the start, and whoever counts in Redis, can do
    // without.
    private @Nullable RecentBuckets buckets;
    private @Nullable FailureTable failures;

    MemoryStore(int trackedKeys, SlowDown slowDown, Clock clock) {
        this.trackedKeys = trackedKeys;
        this.slowDown = slowDown;
        this.clock = clock;
        this.time = new ClockMeter(clock);
    }

    @Override
    public Taken take(Fingerprint key, Rate rate) {
        return buckets().take(key, rate, time.currentTimeNanos());
    }

    @Override
    public Duration begin(Fingerprint account) {
        return failures().begin(account);
    }

    @Override
    public void takeBack(Fingerprint account) {
        failures().takeBack(account);
    }

    @Override
    public void forget(Fingerprint account) {
        if (hasFailures()) {
            failures().forget(account);
        }
    }

    /** How many buckets are held. */
    synchronized int tracked() {
        return buckets == null ? 0 : buckets.size();
    }

    private synchronized boolean hasFailures() {
        return failures != null;
    }

    private synchronized RecentBuckets buckets() {
        if (buckets == null) {
            buckets = new RecentBuckets(trackedKeys);
        }
        return buckets;
    }

    private synchronized FailureTable failures() {
        if (failures == null) {
            failures = new FailureTable(trackedKeys, slowDown, clock);
        }
        return failures;
    }
}
