package dev.gatehouse.seal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;

/** Seals for tests of those who use them. */
public final class Seals {
    private Seals() {}

    public static Seal of(String secret, Clock clock) {
        return new Seal(SealingKeyTest.key(secret), clock, new ObjectMapper());
    }
}
