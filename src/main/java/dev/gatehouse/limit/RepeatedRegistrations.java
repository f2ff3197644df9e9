package dev.gatehouse.limit;

import dev.gatehouse.identity.HasAccountKey;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.Rate;
import dev.gatehouse.identity.RegistrationCount;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;

/** Gives each email address a rate limit, which a repeated registration uses up for the time {@link #REMEMBERED}. */
@Singleton
class RepeatedRegistrations implements RegistrationCount {
    /** The lifetime of a registration token. */
    private static final Duration REMEMBERED = Duration.ofDays(30);
    /** How often an address may be verified in that time, when its account is deleted and registered again. */
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
