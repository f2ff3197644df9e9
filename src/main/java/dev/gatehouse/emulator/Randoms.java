package dev.gatehouse.emulator;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The random strings that a pool hands out. */
final class Randoms {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Randoms() {}

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** An opaque token of the alphabet that the API model allows for tokens and sessions. */
    static String token(int randomBytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(randomBytes));
    }

    static String sixDigits() {
        return digits(6);
    }

    /** A number of up to nine digits, with its leading zeros. */
    static String digits(int length) {
        return ("%0" + length + "d").formatted(RANDOM.nextInt((int) Math.pow(10, length)));
    }

    /** One element of a list that is not empty. */
    static <T> T oneOf(List<T> list) {
        return list.get(RANDOM.nextInt(list.size()));
    }

    /** A temporary password that meets every composition rule a pool can have. */
    static String temporaryPassword(int minimumLength) {
        StringBuilder password = new StringBuilder("aZ9!");
        while (password.length() < Math.max(minimumLength, 16)) {
            password.append(Character.forDigit(RANDOM.nextInt(36), 36));
        }
        return password.toString();
    }
}
