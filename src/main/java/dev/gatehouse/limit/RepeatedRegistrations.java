package dev.gatehouse.limit;

import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Rate;
import dev.gatehouse.identity.RegistrationCount;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;

/** Each address has a rate limit, which a repeated registration uses up; the next is allowed after {@link #REMEMBERED}. */
@Singleton
class RepeatedRegistrations implements RegistrationCount {
    /** As long as a registration token lives. */
    private static final Duration REMEMBERED = Duration.ofDays(30);
    /** How often an address may be proved in that time by whoever registers it once, deletes the account, and so on. */
    private static final int PROOFS = 4;

    private static final Rate RATE = new Rate(PROOFS, REMEMBERED.multipliedBy(PROOFS));

    private final LimitStore store;
    private final LimitKeys keys;

    RepeatedRegistrations(LimitStore store, LimitKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    @Override
    public void again(HasAccountKey address) {
        take(address, PROOFS);
    }

    @Override
    public boolean wasOnce(HasAccountKey address) {
        return take(address, 1);
    }

    private boolean take(HasAccountKey address, int times) {
        LimitKey key = keys.of(Limit.REGISTER, Scope.REPEATED, address.accountKey());
        return store.check(Collections.nCopies(times, new Check.OfRate(Scope.REPEATED, key, RATE)))
                .getLast()
                .allowed();
    }
}
