package dev.gatehouse.limit;

import dev.gatehouse.identity.Rate;

/** What one request is checked against and counted for. */
sealed interface Check {
    Scope scope();

    /** A rate limit. */
    record OfRate(Scope scope, LimitKey key, Rate rate) implements Check {}

    /** The wait after failed sign-ins. The request counts as failed until the contrary is known, so that many at once cannot pass. */
    record OfFailures(LimitKey key) implements Check {
        @Override
        public Scope scope() {
            return Scope.FAILURES;
        }
    }
}
