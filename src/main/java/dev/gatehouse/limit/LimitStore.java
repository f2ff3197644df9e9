package dev.gatehouse.limit;

import java.time.Duration;

/** Where knocks are counted: in this process, or for all replicas. */
interface LimitStore {

    /** Takes one token from the bucket, which is full when it is new. */
    Taken take(Fingerprint key, Rate rate);

    /**
     * Begins a sign-in. It counts as failed until the contrary is known, lest many at once all pass before the first has
     * failed.
     *
     * @return zero if it may go on; else how long to wait, and then nothing was counted
     */
    Duration begin(Fingerprint account);

    /** Takes back what {@link #begin} counted: the sign-in was not judged. */
    void takeBack(Fingerprint account);

    /** Forgets the failures: the owner was here. */
    void forget(Fingerprint account);
}
