package dev.gatehouse.limit;

import dev.gatehouse.identity.Limit;
import dev.gatehouse.identity.RefreshLimit;
import dev.gatehouse.identity.Secret;
import jakarta.inject.Singleton;
import java.util.List;

/** Counts refreshes per session as those by request, and not per address: decisions have the address of a proxy. */
@Singleton
class SessionRefreshLimit implements RefreshLimit {
    private final boolean enabled;
    private final LimitStore store;
    private final Rates rates;
    private final LimitKeys keys;
    private final Limits limits;

    SessionRefreshLimit(LimitConfig config, LimitStore store, Rates rates, LimitKeys keys, Limits limits) {
        this.enabled = config.enabled();
        this.store = store;
        this.rates = rates;
        this.keys = keys;
        this.limits = limits;
    }

    @Override
    public void admit(Secret refreshToken) {
        if (enabled) {
            Check check = new Check.OfRate(
                    Scope.ACCOUNT,
                    keys.of(Limit.REFRESH, Scope.ACCOUNT, refreshToken.value()),
                    rates.perAccount(Limit.REFRESH));
            limits.requireAllowed(
                    Limit.REFRESH, Scope.ACCOUNT, store.check(List.of(check)).getLast());
        }
    }
}
