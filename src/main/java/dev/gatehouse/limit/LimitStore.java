package dev.gatehouse.limit;

import dev.gatehouse.identity.Rate;
import java.util.List;

/** Where requests are counted: in this process, or for all replicas. */
interface LimitStore {

    /**
     * Makes the checks in this order, up to the first that refuses. Each rate limit that allows the request counts it; as a
     * failure it counts only if no check refuses.
     *
     * @return a decision for each check that was made
     */
    List<Rate.Decision> check(List<Check> checks);

    /** The decision that the next request would get. Counts nothing. */
    Rate.Decision look(Check.OfRate check);

    /** Takes back one failure that a check counted: the attempt was neither correct nor wrong. */
    void takeBack(LimitKey failures);

    /** Forgets failures. */
    void forget(List<LimitKey> failures);
}
