package dev.gatehouse.limit;

import java.time.Duration;

/**
 * The buckets of those who knocked last, in plain arrays: with an object for each, and those that these need, a flood of
 * strangers would fill the heap of a small process. A bucket is the moment at which it is full again (the virtual scheduling
 * of ITU-T I.371), about 40 bytes with its key and its places in the table and in the order of use.
 */
final class RecentBuckets {
    /** No bucket; in the order of use it stands between the newest and the oldest. */
    private static final int NONE = 0;

    private final int most;
    private final long[] high;
    private final long[] low;
    private final long[] fullAt;
    private final int[] newer;
    private final int[] older;
    private final int[] nextInRow;
    private final int[] rows;
    private int size;

    RecentBuckets(int most) {
        this.most = Math.max(most, 1);
        high = new long[this.most + 1];
        low = new long[this.most + 1];
        fullAt = new long[this.most + 1];
        newer = new int[this.most + 1];
        older = new int[this.most + 1];
        nextInRow = new int[this.most + 1];
        rows = new int[Integer.highestOneBit(this.most) * 2];
    }

    /**
     * Takes one token.
     *
     * @param now nanoseconds, of a clock that need not agree with any other
     */
    synchronized Taken take(Fingerprint key, Rate rate, long now) {
        long each = rate.period().toNanos() / rate.capacity();
        long all = each * rate.capacity();
        int bucket = use(key, now);
        long missing = Math.clamp(fullAt[bucket] - now, 0, all) + each;
        if (missing > all) {
            return new Taken(false, 0, Duration.ofNanos(missing - all));
        }
        fullAt[bucket] = now + missing;
        return new Taken(true, (all - missing) / each, Duration.ofNanos(missing));
    }

    synchronized int size() {
        return size;
    }

    /** The bucket of the key, now the newest; full if there was none. */
    private int use(Fingerprint key, long now) {
        int bucket = rows[row(key.low())];
        while (bucket != NONE && (high[bucket] != key.high() || low[bucket] != key.low())) {
            bucket = nextInRow[bucket];
        }
        if (bucket == NONE) {
            bucket = size < most ? ++size : freed();
            high[bucket] = key.high();
            low[bucket] = key.low();
            fullAt[bucket] = now;
            nextInRow[bucket] = rows[row(key.low())];
            rows[row(key.low())] = bucket;
        } else {
            unlink(bucket);
        }
        linkAsNewest(bucket);
        return bucket;
    }

    /** The oldest, which is nobody's from now on. */
    private int freed() {
        int oldest = newer[NONE];
        unlink(oldest);
        int row = row(low[oldest]);
        if (rows[row] == oldest) {
            rows[row] = nextInRow[oldest];
        } else {
            int before = rows[row];
            while (nextInRow[before] != oldest) {
                before = nextInRow[before];
            }
            nextInRow[before] = nextInRow[oldest];
        }
        return oldest;
    }

    private void unlink(int bucket) {
        newer[older[bucket]] = newer[bucket];
        older[newer[bucket]] = older[bucket];
    }

    private void linkAsNewest(int bucket) {
        int second = older[NONE];
        newer[second] = bucket;
        older[bucket] = second;
        newer[bucket] = NONE;
        older[NONE] = bucket;
    }

    /** The key is a keyed hash already: nobody can aim at one row. */
    private int row(long half) {
        return (int) half & (rows.length - 1);
    }
}
