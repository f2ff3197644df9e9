package dev.gatehouse.limit;

import dev.gatehouse.identity.Rate;

/**
 * The theoretical arrival times of the keys that were used last, in plain arrays: with an object for each, a flood of ever new
 * keys would fill the heap of a small process. A key takes about 40 bytes, with its places in the hash table and in the order of
 * use.
 */
final class RateTable {
    /** No entry; in the order of use it stands between the newest and the oldest. */
    private static final int NONE = 0;

    private final int capacity;
    private final long[] high;
    private final long[] low;
    private final long[] theoreticalArrival;
    private final int[] newer;
    private final int[] older;
    /** The next entry in the same row of the hash table; behind the entries, the first of each row. */
    private final int[] next;

    private int size;

    RateTable(int capacity) {
        this.capacity = Math.max(capacity, 1);
        high = new long[this.capacity + 1];
        low = new long[this.capacity + 1];
        theoreticalArrival = new long[this.capacity + 1];
        newer = new int[this.capacity + 1];
        older = new int[this.capacity + 1];
        next = new int[this.capacity + 1 + Integer.highestOneBit(this.capacity) * 2];
    }

    /** @param now microseconds */
    synchronized Rate.Decision take(LimitKey key, Rate rate, long now) {
        int entry = use(key, now);
        long backlog = rate.backlog(theoreticalArrival[entry], now);
        theoreticalArrival[entry] = rate.theoreticalArrival(backlog, now);
        return rate.decide(backlog);
    }

    synchronized int size() {
        return size;
    }

    /** The entry of the key, now the newest; unused if there was none. */
    private int use(LimitKey key, long now) {
        int row = row(key.low());
        int entry = next[row];
        while (entry != NONE && (high[entry] != key.high() || low[entry] != key.low())) {
            entry = next[entry];
        }
        if (entry == NONE) {
            entry = size < capacity ? ++size : evictOldest();
            high[entry] = key.high();
            low[entry] = key.low();
            theoreticalArrival[entry] = now;
            next[entry] = next[row];
            next[row] = entry;
        } else {
            unlink(entry);
        }
        linkAsNewest(entry);
        return entry;
    }

    private int evictOldest() {
        int oldest = newer[NONE];
        unlink(oldest);
        int before = row(low[oldest]);
        while (next[before] != oldest) {
            before = next[before];
        }
        next[before] = next[oldest];
        return oldest;
    }

    private void unlink(int entry) {
        newer[older[entry]] = newer[entry];
        older[newer[entry]] = older[entry];
    }

    private void linkAsNewest(int entry) {
        int second = older[NONE];
        newer[second] = entry;
        older[entry] = second;
        newer[entry] = NONE;
        older[NONE] = entry;
    }

    /** The key is a keyed hash already: nobody can aim at one row. */
    private int row(long half) {
        return capacity + 1 + ((int) half & (next.length - capacity - 2));
    }
}
