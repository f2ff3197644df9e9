package dev.gatehouse.emulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/**
 * The passwords that a user has had, newest first. One salted SHA-256 is no way to store real passwords; these are a
 * fake pool's, and a slow hash would only slow the tests down.
 */
final class Passwords {

    private static final int REMEMBERED = 25;

    private final Deque<Stored> stored = new ArrayDeque<>();

    private record Stored(String salt, String digest) {

        boolean matches(String password) {
            return digest.equals(saltedDigest(salt, password));
        }
    }

    boolean matches(String password) {
        Stored current = stored.peekFirst();
        return current != null && current.matches(password);
    }

    /** Refuses a password that is among the last ones, as many as the policy remembers. */
    void checkHistory(String password, int history) {
        if (stored.stream().limit(history).anyMatch(old -> old.matches(password))) {
            throw new CognitoError(
                    "PasswordHistoryPolicyViolationException",
                    "Password has previously been used. Please use a different password.");
        }
    }

    void set(String password) {
        String salt = Randoms.token(16);
        stored.addFirst(new Stored(salt, saltedDigest(salt, password)));
        while (stored.size() > REMEMBERED) {
            stored.removeLast();
        }
    }

    private static String saltedDigest(String salt, String password) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest((salt + password).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
