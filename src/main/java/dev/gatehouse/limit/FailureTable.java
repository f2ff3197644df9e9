package dev.gatehouse.limit;

import java.time.Clock;
import java.time.Duration;

/**
 * Failed sign-ins of all accounts in a fixed number of slots. An account has four slots by its hash; its count is the least of
 * the four. Nothing is evicted, so that nobody can free an account by filling the table: accounts that share all four slots are
 * slowed together, which is rare until a quarter of the slots is in use. A success clears the slots that no other account
 * shares; the others expire.
 */
final class FailureTable {
    private static final int SLOTS_PER_ACCOUNT = 4;
    private static final long SHARED = 0;

    // In arrays: a flood fills all slots, and an object for each would take twice as much.
    private final int[] failures;
    private final long[] owner;
    private final long[] until;
    private final long[] counted;

    private final SlowDown slowDown;
    private final Clock clock;

    FailureTable(int accounts, SlowDown slowDown, Clock clock) {
        int slots = Integer.highestOneBit(Math.max(accounts, SLOTS_PER_ACCOUNT)) * 2;
        this.failures = new int[slots];
        this.owner = new long[slots];
        this.until = new long[slots];
        this.counted = new long[slots];
        this.slowDown = slowDown;
        this.clock = clock;
    }

    /** Counts a failure and returns zero, or returns how long the account must wait and counts nothing. */
    Duration begin(LimitKey account) {
        long now = clock.millis();
        int least = Integer.MAX_VALUE;
        long wait = Long.MAX_VALUE;
        for (int slot : slots(account)) {
            least = Math.min(least, isOver(slot, now) ? 0 : failures[slot]);
            wait = Math.min(wait, isOver(slot, now) ? 0 : until[slot] - now);
        }
        if (wait > 0) {
            return Duration.ofMillis(wait);
        }
        count(account, least + 1, now);
        return Duration.ZERO;
    }

    private void count(LimitKey account, int times, long now) {
        long end = now + slowDown.waitAfter(times).toMillis();
        for (int slot : slots(account)) {
            boolean own = isOver(slot, now) || owner[slot] == account.low();
            failures[slot] = own ? times : Math.max(times, failures[slot]);
            until[slot] = own ? end : Math.max(end, until[slot]);
            owner[slot] = own ? account.low() : SHARED;
            counted[slot] = now;
        }
    }

    void takeBack(LimitKey account) {
        for (int slot : slots(account)) {
            if (failures[slot] > 0 && owner[slot] == account.low()) {
                failures[slot]--;
                until[slot] = clock.millis();
            }
        }
    }

    void forget(LimitKey account) {
        for (int slot : slots(account)) {
            if (owner[slot] == account.low()) {
                failures[slot] = 0;
            }
        }
    }

    private boolean isOver(int slot, long now) {
        return failures[slot] == 0
                || now - counted[slot] >= slowDown.forgetAfter().toMillis();
    }

    /** The halves of the keyed hash serve as two independent hash functions (Kirsch and Mitzenmacher, 2006). */
    private int[] slots(LimitKey account) {
        int[] slots = new int[SLOTS_PER_ACCOUNT];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = (int) (account.high() + i * (account.low() | 1)) & (failures.length - 1);
        }
        return slots;
    }
}
