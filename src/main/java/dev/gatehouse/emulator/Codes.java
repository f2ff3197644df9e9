package dev.gatehouse.emulator;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** A user's outstanding codes: at most one of a kind, so that a new one kills the old, and each good once. */
final class Codes {

    private final Map<CodeKind, Code> outstanding = new EnumMap<>(CodeKind.class);

    private record Code(String value, Instant expiresAt) {}

    String issue(CodeKind kind, Instant now) {
        String value = Randoms.sixDigits();
        Code old = outstanding.get(kind);
        while (old != null && old.value().equals(value)) {
            value = Randoms.sixDigits();
        }
        outstanding.put(kind, new Code(value, now.plus(kind.validity())));
        return value;
    }

    /** Refuses with CodeMismatchException or ExpiredCodeException; the code stays until it is spent. */
    void check(CodeKind kind, String candidate, Instant now) {
        Code code = outstanding.get(kind);
        if (code == null || !now.isBefore(code.expiresAt())) {
            throw expired();
        }
        if (!code.value().equals(candidate)) {
            throw mismatch();
        }
    }

    void spend(CodeKind kind) {
        outstanding.remove(kind);
    }

    static CognitoError expired() {
        return new CognitoError("ExpiredCodeException", "Invalid code provided, please request a code again.");
    }

    static CognitoError mismatch() {
        return new CognitoError("CodeMismatchException", "Invalid verification code provided, please try again.");
    }
}
