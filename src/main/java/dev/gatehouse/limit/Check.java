package dev.gatehouse.limit;

import dev.gatehouse.identity.Rate;

/** What one request is checked against and counted for. */
sealed interface Check {
    Scope scope();

    /** A rate limit. */
    record OfRate(Scope scope, LimitKey key, Rate rate) implements Check {}

    /** The wait after failures. A request counts as failed until its success is known, so that parallel ones do not evade it. */
    record OfFailures(LimitKey key) implements Check {
        @Override
        public Scope scope() {
            return Scope.FAILURES;
        }
    }
}
