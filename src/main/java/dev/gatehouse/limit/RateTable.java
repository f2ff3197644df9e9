package dev.gatehouse.limit;

import dev.gatehouse.identity.Rate;

/**
 * The theoretical arrival times of the keys that were used last: a cache of small sets, each in the order of use. All are in one
 * array, 24 bytes per key: with an object for each, a flood of new keys would fill the heap of a small process.
 */
final class RateTable {
    private static final int LARGEST_SET = 64;

    private static final int HIGH = 0;
    private static final int LOW = 1;
    /** Zero where no key is. */
    private static final int ARRIVAL = 2;

    private static final int ENTRY = 3;

    private final int setLength;
    private final int sets;
    private final long[] entries;

    private int size;

    RateTable(int capacity) {
        int setSize = Math.clamp(capacity, 1, LARGEST_SET);
        setLength = setSize * ENTRY;
        sets = Math.max(capacity / setSize, 1);
        entries = new long[sets * setLength];
    }

    /** @param now microseconds */
    Rate.Decision take(LimitKey key, Rate rate, long now) {
        // The key is a keyed hash: nobody can choose keys of the same set.
        int newest = Math.floorMod(key.low(), sets) * setLength;
        int oldest = newest + setLength - ENTRY;
        int entry = newest;
        while (entry < oldest && !isOf(key, entry)) {
            entry += ENTRY;
        }
        long backlog = isOf(key, entry) ? rate.backlog(entries[entry + ARRIVAL], now) : 0;
        if (entries[entry + ARRIVAL] == 0) {
            size++;
        }
        System.arraycopy(entries, newest, entries, newest + ENTRY, entry - newest);
        entries[newest + HIGH] = key.high();
        entries[newest + LOW] = key.low();
        entries[newest + ARRIVAL] = rate.theoreticalArrival(backlog, now);
        return rate.decide(backlog);
    }

    int size() {
        return size;
    }

    private boolean isOf(LimitKey key, int entry) {
        return entries[entry + HIGH] == key.high() && entries[entry + LOW] == key.low();
    }
}
