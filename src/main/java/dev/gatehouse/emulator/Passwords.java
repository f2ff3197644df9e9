package dev.gatehouse.emulator;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The passwords that a user has had, newest first, each as the secret exponent of SRP: SHA-256 over a salt and the hash
 * of the pool's name, the user name and the password. That is no way to store real passwords; these are an embedded
 * pool's, and a slow hash would only slow the tests down.
 */
final class Passwords {

    private static final int REMEMBERED = 25;

    private final String identity;
    private final Deque<Stored> stored = new ArrayDeque<>();

    private record Stored(String salt, BigInteger digest) {

        boolean matches(String identity, String password) {
            return digest.equals(saltedDigest(salt, identity, password));
        }
    }

    /** Takes what SRP hashes before the password: the pool's name and the user name. */
    Passwords(String identity) {
        this.identity = identity;
    }

    boolean matches(String password) {
        Stored current = stored.peekFirst();
        return current != null && current.matches(identity, password);
    }

    /** Refuses a password that is among the last ones, as many as the policy remembers. */
    void checkHistory(String password, int history) {
        if (stored.stream().limit(history).anyMatch(old -> old.matches(identity, password))) {
            throw new CognitoError(
                    "PasswordHistoryPolicyViolationException",
                    "Password has previously been used. Please use a different password.");
        }
    }

    void set(String password) {
        String salt = Srp.salt();
        stored.addFirst(new Stored(salt, saltedDigest(salt, identity, password)));
        while (stored.size() > REMEMBERED) {
            stored.removeLast();
        }
    }

    /** For a user who signs in without one. */
    void clear() {
        stored.clear();
    }

    /** The current password as SRP needs it, if there is one. */
    Optional<Srp.Secret> secret() {
        return Optional.ofNullable(stored.peekFirst()).map(current -> new Srp.Secret(current.salt(), current.digest()));
    }

    private static BigInteger saltedDigest(String salt, String identity, String password) {
        byte[] inner = Srp.sha256((identity + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new BigInteger(1, Srp.sha256(HexFormat.of().parseHex(salt), inner));
    }
}
