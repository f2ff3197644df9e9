package dev.gatehouse.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    private final @Nullable Slot[] slots;
    private final SlowDown slowDown;
    private final Clock clock;

    /**
     * @param owner the account's hash, or {@link #SHARED}
     * @param until the end of the wait
     * @param counted when the last failure was
     */
    private record Slot(int failures, long owner, Instant until, Instant counted) {}

    FailureTable(int accounts, SlowDown slowDown, Clock clock) {
        this.slots = new Slot[Integer.highestOneBit(Math.max(accounts, SLOTS_PER_ACCOUNT)) * 2];
        this.slowDown = slowDown;
        this.clock = clock;
    }

    synchronized Duration begin(Fingerprint account) {
        Instant now = clock.instant();
        Slot known = known(account, now);
        if (known != null && now.isBefore(known.until())) {
            return Duration.between(now, known.until());
        }
        count(account, known == null ? 1 : known.failures() + 1, now);
        return Duration.ZERO;
    }

    synchronized void takeBack(Fingerprint account) {
        Instant now = clock.instant();
        for (int i = 0; i < SLOTS_PER_ACCOUNT; i++) {
            Slot slot = slots[index(account, i)];
            if (slot != null && slot.owner() == account.low()) {
                int failures = slot.failures() - 1;
                slots[index(account, i)] =
                        failures == 0 ? null : new Slot(failures, account.low(), now, slot.counted());
            }
        }
    }

    synchronized void forget(Fingerprint account) {
        for (int i = 0; i < SLOTS_PER_ACCOUNT; i++) {
            Slot slot = slots[index(account, i)];
            if (slot != null && slot.owner() == account.low()) {
                slots[index(account, i)] = null;
            }
        }
    }

    /** The least that its slots say; null if any of them knows of no failure. */
    private @Nullable Slot known(Fingerprint account, Instant now) {
        Slot least = null;
        for (int i = 0; i < SLOTS_PER_ACCOUNT; i++) {
            Slot slot = slots[index(account, i)];
            if (slot == null || isOver(slot, now)) {
                return null;
            }
            least = least == null
                    ? slot
                    : new Slot(
                            Math.min(least.failures(), slot.failures()),
                            SHARED,
                            least.until().isBefore(slot.until()) ? least.until() : slot.until(),
                            slot.counted());
        }
        return least;
    }

    private void count(Fingerprint account, int failures, Instant now) {
        Slot mine = new Slot(failures, account.low(), now.plus(slowDown.waitAfter(failures)), now);
        for (int i = 0; i < SLOTS_PER_ACCOUNT; i++) {
            int index = index(account, i);
            Slot other = slots[index];
            slots[index] = other == null || isOver(other, now) || other.owner() == account.low()
                    ? mine
                    : new Slot(
                            Math.max(failures, other.failures()),
                            SHARED,
                            mine.until().isAfter(other.until()) ? mine.until() : other.until(),
                            now);
        }
    }

    private boolean isOver(Slot slot, Instant now) {
        return !now.isBefore(slot.counted().plus(slowDown.forgetAfter()));
    }

    /** The hash is keyed, so its halves are as good as two independent hash functions (Kirsch and Mitzenmacher, 2006). */
    private int index(Fingerprint account, int i) {
        return (int) (account.high() + i * (account.low() | 1)) & (slots.length - 1);
    }
}
