package dev.gatehouse.emulator;

import java.time.Duration;
import java.time.Instant;

/**
 * Slows down password guessing as Cognito does: from the fifth wrong password on, sign-in is locked for 2^(n-5)
 * seconds, up to fifteen minutes. A right password, or fifteen quiet minutes after a lock, starts over.
 */
final class LockOut {

    private static final int FREE_FAILURES = 5;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private int failures;
    private Instant lockedUntil = Instant.MIN;

    void check(Instant now) {
        if (now.isBefore(lockedUntil)) {
            throw CognitoError.notAuthorized("Password attempts exceeded");
        }
        if (failures >= FREE_FAILURES && now.isAfter(lockedUntil.plus(LONGEST))) {
            clear();
        }
    }

    void failed(Instant now) {
        failures++;
        if (failures >= FREE_FAILURES) {
            // Beyond 2^10 the cap rules anyway, and the shift must not overflow.
            Duration lock = Duration.ofSeconds(1L << Math.min(failures - FREE_FAILURES, 10));
            lockedUntil = now.plus(lock.compareTo(LONGEST) > 0 ? LONGEST : lock);
        }
    }

    void clear() {
        failures = 0;
        lockedUntil = Instant.MIN;
    }
}
