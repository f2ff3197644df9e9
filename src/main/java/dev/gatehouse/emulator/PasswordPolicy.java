package dev.gatehouse.emulator;

import java.util.function.IntPredicate;

/** What a pool asks of a password; a breach is an InvalidPasswordException that names the first rule broken. */
record PasswordPolicy(
        int minimumLength, boolean uppercase, boolean lowercase, boolean numbers, boolean symbols, int history) {

    private static final String SYMBOLS = "^$*.[]{}()?-\"!@#%&/\\,><':;|_~`=+ ";

    static PasswordPolicy initial() {
        return new PasswordPolicy(12, false, false, false, false, 0);
    }

    void check(String password) {
        if (password.length() < minimumLength) {
            throw breach("Password not long enough");
        }
        require(uppercase, password, c -> c >= 'A' && c <= 'Z', "uppercase characters");
        require(lowercase, password, c -> c >= 'a' && c <= 'z', "lowercase characters");
        require(numbers, password, c -> c >= '0' && c <= '9', "numeric characters");
        require(symbols, password, c -> SYMBOLS.indexOf(c) >= 0, "symbol characters");
    }

    private static void require(boolean required, String password, IntPredicate kind, String name) {
        if (required && password.chars().noneMatch(kind)) {
            throw breach("Password must have " + name);
        }
    }

    private static CognitoError breach(String rule) {
        return CognitoError.invalidPassword("Password did not conform with policy: " + rule);
    }
}
