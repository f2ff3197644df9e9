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
    private long forgotten;

    RateTable(int capacity) {
        int setSize = Math.clamp(capacity, 1, LARGEST_SET);
        setLength = setSize * ENTRY;
        sets = Math.max(capacity / setSize, 1);
        entries = new long[sets * setLength];
    }

    /** @param now microseconds */
    Rate.Decision take(LimitKey key, Rate rate, long now) {
        int newest = newest(key);
        int entry = find(key);
        long backlog = backlog(key, entry, rate, now);
        if (entries[entry + ARRIVAL] == 0) {
            size++;
        } else if (!isOf(key, entry) && entries[entry + ARRIVAL] > now) {
            forgotten++;
        }
        System.arraycopy(entries, newest, entries, newest + ENTRY, entry - newest);
        entries[newest + HIGH] = key.high();
        entries[newest + LOW] = key.low();
        entries[newest + ARRIVAL] = rate.theoreticalArrival(backlog, now);
        return rate.decide(backlog);
    }

    /** The decision that the next request would get; it is not counted, and does not keep its key. */
    Rate.Decision look(LimitKey key, Rate rate, long now) {
        return rate.decide(backlog(key, find(key), rate, now));
    }

    /** The first entry of the key's set. The key is a keyed hash: nobody can choose keys of the same set. */
    private int newest(LimitKey key) {
        return Math.floorMod(key.low(), sets) * setLength;
    }

    /** The entry of the key; the last entry of its set if the key is not there. */
    private int find(LimitKey key) {
        int entry = newest(key);
        int oldest = entry + setLength - ENTRY;
        while (entry < oldest && !isOf(key, entry)) {
            entry += ENTRY;
        }
        return entry;
    }

    private long backlog(LimitKey key, int entry, Rate rate, long now) {
        return isOf(key, entry) ? rate.backlog(entries[entry + ARRIVAL], now) : 0;
    }

    int size() {
        return size;
    }

    /** How many keys made room for others while their rate was not yet unused again. */
    long forgotten() {
        return forgotten;
    }

    private boolean isOf(LimitKey key, int entry) {
        return entries[entry + HIGH] == key.high() && entries[entry + LOW] == key.low();
    }
}
