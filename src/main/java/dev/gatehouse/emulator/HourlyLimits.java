package dev.gatehouse.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How often one user may try one thing within any hour; one more is a LimitExceededException. */
final class HourlyLimits {

    private static final Duration HOUR = Duration.ofHours(1);

    // Cognito varies the last two between 5 and 20 with the risk that it sees.
    private static final Map<String, Integer> MOST = Map.of(
            "ResendConfirmationCode", 5,
            "ConfirmSignUp", 15,
            "GetUserAttributeVerificationCode", 5,
            "VerifyUserAttribute", 15,
            "ChangePassword", 5,
            "ForgotPassword", 20,
            "ConfirmForgotPassword", 20);

    private final Map<String, Deque<Instant>> attempts = new HashMap<>();

    void count(String operation, Instant now) {
        Deque<Instant> recent = attempts.computeIfAbsent(operation, key -> new ArrayDeque<>());
        recent.removeIf(at -> !at.isAfter(now.minus(HOUR)));
        if (recent.size() >= MOST.getOrDefault(operation, Integer.MAX_VALUE)) {
            throw CognitoError.attemptLimit();
        }
        recent.addLast(now);
    }
}
