package dev.gatehouse.limit;

import java.time.Clock;
import java.time.Duration;

/**
 * Failed sign-ins of all accounts in a fixed number of slots. Each account has four of them by its hash, and counts as often
 * failed as the least of the four says. Nothing is ever evicted, so that nobody who fills the table frees an account that is
 * slowed: where accounts share all four slots they are slowed together, which is rare until a quarter of the slots is in use.
 * A success clears the slots that no other account shares; the others expire.
 */
final class FailureTable {
    private static final int SLOTS_PER_ACCOUNT = 4;
    private static final long SHARED = 0;

    // A slot in parts, as numbers: a flood of failures fills them all, and an object for each would take twice as much.
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

    /** Counts a failure, and returns zero; or returns how long the account must wait, and counts nothing. */
    synchronized Duration begin(LimitKey account) {
        long now = clock.millis();
        int known = Integer.MAX_VALUE;
        long wait = Long.MAX_VALUE;
        for (int i = 0; i < SLOTS_PER_ACCOUNT; i++) {
            int slot = slot(account, i);
            known = Math.min(known, isOver(slot, now) ? 0 : failures[slot]);
            wait = Math.min(wait, isOver(slot, now) ? 0 : until[slot] - now);
        }
        if (wait > 0) {
            return Duration.ofMillis(wait);
        }
        count(account, known + 1, now);
        return Duration.ZERO;
    }

    private void count(LimitKey account, int times, long now) {
        long end = now + slowDown.waitAfter(times).toMillis();
        for (int i = 0; i < SLOTS_PER_ACCOUNT; i++) {
            int slot = slot(account, i);
            boolean own = isOver(slot, now) || owner[slot] == account.low();
            failures[slot] = own ? times : Math.max(times, failures[slot]);
            until[slot] = own ? end : Math.max(end, until[slot]);
            owner[slot] = own ? account.low() : SHARED;
            counted[slot] = now;
        }
    }

    synchronized void takeBack(LimitKey account) {
        for (int i = 0; i < SLOTS_PER_ACCOUNT; i++) {
            int slot = slot(account, i);
            if (failures[slot] > 0 && owner[slot] == account.low()) {
                failures[slot]--;
                until[slot] = clock.millis();
            }
        }
    }

    synchronized void forget(LimitKey account) {
        for (int i = 0; i < SLOTS_PER_ACCOUNT; i++) {
            int slot = slot(account, i);
            if (owner[slot] == account.low()) {
                failures[slot] = 0;
            }
        }
    }

    private boolean isOver(int slot, long now) {
        return failures[slot] == 0
                || now - counted[slot] >= slowDown.forgetAfter().toMillis();
    }

    /** The hash is keyed, so its halves are as good as two independent hash functions (Kirsch and Mitzenmacher, 2006). */
    private int slot(LimitKey account, int i) {
        return (int) (account.high() + i * (account.low() | 1)) & (failures.length - 1);
    }
}
