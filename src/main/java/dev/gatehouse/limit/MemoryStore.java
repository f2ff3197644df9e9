package dev.gatehouse.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts for this process alone. Of the buckets the newest are kept, as many as may be tracked; failures are all kept. */
final class MemoryStore implements LimitStore {
    private static final float LOAD_FACTOR = 0.75f;

    private final Map<Fingerprint, Bucket> buckets;
    private final FailureTable failures;
    private final TimeMeter time;

    MemoryStore(int trackedKeys, SlowDown slowDown, Clock clock) {
        this.buckets = newest(trackedKeys);
        this.failures = new FailureTable(trackedKeys, slowDown, clock);
        this.time = new ClockMeter(clock);
    }

    @Override
    public Taken take(Fingerprint key, Rate rate) {
        return Taken.of(bucket(key, rate).tryConsumeAndReturnRemaining(1));
    }

    private Bucket bucket(Fingerprint key, Rate rate) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(key, _ -> full(rate));
        }
    }

    private Bucket full(Rate rate) {
        var bucket = Bucket.builder().withCustomTimePrecision(time);
        for (Bandwidth limit : rate.bucket().getBandwidths()) {
            bucket.addLimit(limit);
        }
        return bucket.build();
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
        synchronized (buckets) {
            return buckets.size();
        }
    }

    /** In the order of their last use. */
    private static <K, V> Map<K, V> newest(int most) {
        return new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
