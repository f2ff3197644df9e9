package dev.gatehouse.limit;

import dev.gatehouse.identity.AboutAccount;
import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.RegistrationCount;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Each address has a bucket, which a repeated registration empties; the next token comes after {@link #REMEMBERED}. */
@Singleton
class RepeatedRegistrations implements RegistrationCount {
    /** As long as a registration token lives. */
    private static final Duration REMEMBERED = Duration.ofDays(30);
    /** How often an address may be proved in that time by whoever registers it once, deletes the account, and so on. */
    private static final int PROOFS = 4;

    private static final Rate RATE = new Rate(PROOFS, REMEMBERED.multipliedBy(PROOFS));

    private final LimitStore store;
    private final Fingerprints fingerprints;

    RepeatedRegistrations(LimitStore store, Fingerprints fingerprints) {
        this.store = store;
        this.fingerprints = fingerprints;
    }

    @Override
    public void again(AboutAccount address) {
        for (int i = 0; i < PROOFS && take(address); i++) {}
    }

    @Override
    public boolean wasOnce(AboutAccount address) {
        return take(address);
    }

    private boolean take(AboutAccount address) {
        return store.take(fingerprints.of(Limit.REGISTER, Scope.REPEATED, address.accountKey()), RATE)
                .allowed();
    }
}
