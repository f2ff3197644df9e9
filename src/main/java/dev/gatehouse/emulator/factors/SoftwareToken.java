package dev.gatehouse.emulator.factors;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * The secret that a user shares with an authenticator app, and the codes that were accepted of it. Guarded by the pool's
 * lock.
 */
public final class SoftwareToken {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;

    /** How many steps a code may be early or late. */
    private static final int WINDOW = 1;

    private final byte[] secret;
    private final Set<Long> usedSteps = new TreeSet<>();

    /** What a code is to a token. */
    public enum Check {
        /** Right, and accepted now. */
        ACCEPTED,
        /** Right, but accepted before. */
        USED,
        /** Of another secret or another time. */
        WRONG
    }

    private SoftwareToken(byte[] secret) {
        this.secret = secret;
    }

    /** A token with a new secret. */
    public static SoftwareToken random() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new SoftwareToken(secret);
    }

    /**
     * A token with a secret that is known.
     *
     * @throws IllegalArgumentException if the secret is not Base32 of at least 80 bits
     */
    public static SoftwareToken of(String base32) {
        byte[] secret = Totp.decode(base32);
        if (secret.length < 10) {
            throw new IllegalArgumentException("A TOTP secret has at least 16 characters.");
        }
        return new SoftwareToken(secret);
    }

    /** The secret in Base32. */
    public String secret() {
        return Totp.encode(secret);
    }

    /** Checks a code; each is accepted once. */
    public Check check(String code, Instant now) {
        long current = Totp.step(now.getEpochSecond());
        for (long step = current - WINDOW; step <= current + WINDOW; step++) {
            if (Totp.code(secret, step).equals(code)) {
                if (!usedSteps.add(step)) {
                    return Check.USED;
                }
                usedSteps.removeIf(used -> used < current - 2 * WINDOW);
                return Check.ACCEPTED;
            }
        }
        return Check.WRONG;
    }
}
