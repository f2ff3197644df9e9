package dev.gatehouse.limit;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Failed sign-ins of all accounts in a fixed number of slots. Each account has four of them by its hash, and counts as often
 * failed as the least of the four says. Nothing is ever evicted, so that nobody who fills the table frees an account that is
 * slowed: where accounts share all four slots they are slowed together, which is rare until a quarter of the slots is in use.
 * A success clears the slots that no other account shares; the others are left to time.
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

    /**
     * What a slot holds, with times in milliseconds.
     *
     * @param failures zero if it is empty
     * @param owner the account's hash, or {@link #SHARED}
     * @param until the end of the wait
     * @param counted when the last failure was
     */
    private record Slot(int failures, long owner, long until, long counted) {
        static final Slot EMPTY = new Slot(0, SHARED, 0, 0);
    }

    FailureTable(int accounts, SlowDown slowDown, Clock clock) {
        int slots = Integer.highestOneBit(Math.max(accounts, SLOTS_PER_ACCOUNT)) * 2;
        this.failures = new int[slots];
        this.owner = new long[slots];
        this.until = new long[slots];
        this.counted = new long[slots];
        this.slowDown = slowDown;
        this.clock = clock;
    }

    synchronized Duration begin(Fingerprint account) {
        long now = clock.millis();
        Slot known = known(account, now);
        if (known != null && now < known.until()) {
            return Duration.ofMillis(known.until() - now);
        }
        count(account, known == null ? 1 : known.failures() + 1, now);
        return Duration.ZERO;
    }

    synchronized void takeBack(Fingerprint account) {
        long now = clock.millis();
        for (int i = 0; i < SLOTS_PER_ACCOUNT; i++) {
            Slot slot = at(index(account, i));
            if (slot.failures() > 0 && slot.owner() == account.low()) {
                put(index(account, i), new Slot(slot.failures() - 1, account.low(), now, slot.counted()));
            }
        }
    }

    synchronized void forget(Fingerprint account) {
        for (int i = 0; i < SLOTS_PER_ACCOUNT; i++) {
            if (owner[index(account, i)] == account.low()) {
                put(index(account, i), Slot.EMPTY);
            }
        }
    }

    /** The least that its slots say; null if any of them knows of no failure. */
    private @Nullable Slot known(Fingerprint account, long now) {
        Slot least = null;
        for (int i = 0; i < SLOTS_PER_ACCOUNT; i++) {
            Slot slot = at(index(account, i));
            if (isOver(slot, now)) {
                return null;
            }
            least = least == null
                    ? slot
                    : new Slot(
                            Math.min(least.failures(), slot.failures()),
                            SHARED,
                            Math.min(least.until(), slot.until()),
                            slot.counted());
        }
        return least;
    }

    private void count(Fingerprint account, int failures, long now) {
        Slot mine = new Slot(
                failures, account.low(), now + slowDown.waitAfter(failures).toMillis(), now);
        for (int i = 0; i < SLOTS_PER_ACCOUNT; i++) {
            Slot other = at(index(account, i));
            put(
                    index(account, i),
                    isOver(other, now) || other.owner() == account.low()
                            ? mine
                            : new Slot(
                                    Math.max(failures, other.failures()),
                                    SHARED,
                                    Math.max(mine.until(), other.until()),
                                    now));
        }
    }

    private boolean isOver(Slot slot, long now) {
        return slot.failures() == 0
                || now - slot.counted() >= slowDown.forgetAfter().toMillis();
    }

    private Slot at(int index) {
        return new Slot(failures[index], owner[index], until[index], counted[index]);
    }

    private void put(int index, Slot slot) {
        failures[index] = slot.failures();
        owner[index] = slot.owner();
        until[index] = slot.until();
        counted[index] = slot.counted();
    }

    /** The hash is keyed, so its halves are as good as two independent hash functions (Kirsch and Mitzenmacher, 2006). */
    private int index(Fingerprint account, int i) {
        return (int) (account.high() + i * (account.low() | 1)) & (failures.length - 1);
    }
}
